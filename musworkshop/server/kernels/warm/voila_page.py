"""A Voila page on a warm kernel: the kernel runs the cells itself, no client does."""

from __future__ import annotations

import os
import uuid
from collections.abc import AsyncIterator
from typing import Any, ClassVar

from jupyter_client.kernelspec import NATIVE_KERNEL_NAME
from jupyter_core.utils import ensure_async
from nbformat import from_dict
from tornado.httputil import split_host_and_port
from voila._version import __version__
from voila.execute import VoilaExecutor, strip_code_cell_warnings
from voila.notebook_renderer import NotebookRenderer
from voila.tornado.handler import TornadoVoilaHandler
from voila.utils import ENV_VARIABLE, get_page_config

from .provisioner import CELLS, WarmProvisioner
from .shells import Cells, PageShells


class WarmPage(TornadoVoilaHandler):
    """Render as Voila does, with the cells' outputs told by the kernel.

    A handler uses `warm_page` where it would use Voila's ``get_generator``.
    """

    shells: ClassVar[PageShells] = PageShells()
    #: Notebook path -> when it was changed, and the sources of its code cells.
    _sources: ClassVar[dict[str, tuple[Any, list[str]]]] = {}

    async def warm_page(self, name: str, *, kernel_id: str = "") -> str:
        """Start a kernel for the visitor and return the page that shows it.

        Parameters
        ----------
        name : str
            Tells pages of this notebook apart that differ in anything but what their
            cells show, such as the language of their frame.
        kernel_id : str
            The kernel's id, as `SpareKernels.next_id` gives it.
        """
        kernel_id = kernel_id or str(uuid.uuid4())
        await self.kernel_manager.start_kernel(
            kernel_id=kernel_id,
            kernel_name=NATIVE_KERNEL_NAME,
            path=os.path.dirname(self.notebook_path),
            env=self._environment(kernel_id),
            **{CELLS: await self._code_cells()},
        )
        self.set_header("Content-Type", "text/html; charset=utf-8")
        provisioner = self.kernel_manager.get_kernel(kernel_id).provisioner
        assert isinstance(provisioner, WarmProvisioner)
        assert provisioner.kernel is not None
        return await self.shells.page(
            f"{self.notebook_path}\n{name}",
            kernel_id,
            provisioner.kernel.cells,
            render=self._render,
        )

    async def _code_cells(self) -> list[str]:
        about = await ensure_async(
            self.contents_manager.get(self.notebook_path, content=False)
        )
        changed, sources = self._sources.get(self.notebook_path, (None, []))
        if changed != about["last_modified"]:
            model = await ensure_async(self.contents_manager.get(self.notebook_path))
            sources = [
                cell.source
                for cell in model["content"].cells
                if cell.cell_type == "code" and cell.source.strip()
            ]
            self._sources[self.notebook_path] = (about["last_modified"], sources)
        return sources

    def _environment(self, kernel_id: str) -> dict[str, str]:
        """Return what Voila tells a kernel of the request it is started for."""
        host, port = split_host_and_port(self.request.host.lower())
        headers = self.voila_configuration.http_header_envs
        named = {each.lower() for each in headers}
        return {
            **os.environ,
            ENV_VARIABLE.SCRIPT_NAME: self.request.path,
            ENV_VARIABLE.PATH_INFO: "",
            ENV_VARIABLE.QUERY_STRING: str(self.request.query),
            ENV_VARIABLE.SERVER_SOFTWARE: f"voila/{__version__}",
            ENV_VARIABLE.SERVER_PROTOCOL: str(self.request.version),
            ENV_VARIABLE.SERVER_PORT: str(port or ""),
            ENV_VARIABLE.SERVER_NAME: host,
            **{
                f"HTTP_{name.upper().replace('-', '_')}": value
                for name, value in self.request.headers.items()
                if name.lower() in named
            },
            ENV_VARIABLE.VOILA_PREHEAT: "False",
            ENV_VARIABLE.VOILA_BASE_URL: self.base_url,
            ENV_VARIABLE.VOILA_SERVER_URL: self.settings.get("server_url", "/"),
            ENV_VARIABLE.VOILA_REQUEST_URL: self.request.full_url(),
            ENV_VARIABLE.VOILA_APP_PORT: str(port or ""),
            ENV_VARIABLE.VOILA_KERNEL_ID: kernel_id,
        }

    async def _render(self, kernel_id: str, cells: Cells) -> str:
        """Return the page's HTML as Voila's own pipeline writes it."""
        about: dict[str, Any] = {
            "base_url": self.base_url,
            "settings": self.settings,
            "log": self.log,
            "voila_configuration": self.voila_configuration,
        }
        config = get_page_config(**about)
        if self.page_config_hook:
            config = self.page_config_hook(
                config, **about, notebook_path=self.notebook_path
            )
        renderer = NotebookRenderer(
            request_handler=self,
            voila_configuration=self.voila_configuration,
            traitlet_config=self.traitlet_config,
            notebook_path=self.notebook_path,
            template_paths=self.template_paths,
            config_manager=self.config_manager,
            contents_manager=self.contents_manager,
            base_url=self.base_url,
            kernel_spec_manager=self.kernel_spec_manager,
            prelaunch_hook=self.prelaunch_hook,
            page_config=config,
            mathjax_config=self.settings.get("mathjax_config"),
            mathjax_url=self.settings.get("mathjax_url"),
        )
        await renderer.initialize(template=None, theme=None)
        rendering = renderer.exporter.generate_from_notebook_node(
            renderer.notebook,
            resources=renderer.resources,
            extra_context={
                "frontend": "voila",
                "main_js": "voila.js",
                "kernel_start": lambda notebook: kernel_id,
                "cell_generator": lambda notebook, _id: self._filled(notebook, cells),
                "progressive_rendering": False,
            },
            page_config=renderer.page_config,
        )
        return "".join([html async for html, _resources in rendering])

    async def _filled(self, notebook: Any, ran: Cells) -> AsyncIterator[Any]:
        """Give the notebook's cells with what the kernel's have left, to an error."""
        executor = VoilaExecutor(
            notebook,
            config=self.traitlet_config,
            show_tracebacks=self.voila_configuration.show_tracebacks,
        )
        left = iter(ran)
        for cell in notebook.cells:
            if cell.cell_type != "code":
                yield cell
                continue
            cell.outputs, cell.execution_count = [], None
            if not cell.source.strip():
                yield cell
                continue
            found = next(left, None)
            if found is None:
                return
            cell.outputs = from_dict(found["outputs"])  # type: ignore[no-untyped-call]
            cell.execution_count = found["execution_count"]
            if executor.should_strip_error():
                strip_code_cell_warnings(cell)
                executor.strip_code_cell_errors(cell)
            yield cell
