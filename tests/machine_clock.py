"""A machine's clock for one server, set by a test while the real one goes on.

A library in front of the C library answers what time it is for every Python of the
server: its own, the warm process, the kernels. The steady clocks stay as they are, as
they do when somebody sets a machine's clock. Debian's libfaketime was tried: Python
3.11 cannot sleep with it, and it holds shared memory open, so no kernel could be warm.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import psutil

_SOURCE = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

int clock_gettime(clockid_t id, struct timespec *out) {
  static int (*real)(clockid_t, struct timespec *);
  char text[32] = "";
  int done, file;
  if (!real) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
  done = real(id, out);
  if (done || (id != CLOCK_REALTIME && id != CLOCK_REALTIME_COARSE)) return done;
  if ((file = open(AHEAD, O_RDONLY | O_CLOEXEC)) < 0) abort();
  if (read(file, text, sizeof text - 1) < 1) abort();
  close(file);
  out->tv_sec += atol(text);
  return 0;
}
int gettimeofday(struct timeval *restrict out, void *restrict zone) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  out->tv_sec = now.tv_sec;
  out->tv_usec = now.tv_nsec / 1000;
  return 0;
}
time_t time(time_t *out) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (out) *out = now.tv_sec;
  return now.tv_sec;
}
"""  # noqa: E501
#: A warm process gets no LD_PRELOAD from its server, so each Python begins once more.
_BEGIN_AGAIN = """
import os, sys
if "LD_PRELOAD" not in os.environ:
    os.environ["LD_PRELOAD"] = {library!r}
    os.execv(sys.executable, sys.orig_argv)
"""


class MachineClock:
    """The clock of a server's machine.

    Parameters
    ----------
    folder : Path
        An empty folder; it must outlive the server.
    """

    def __init__(self, folder: Path) -> None:
        self._ahead = folder / "ahead_s"
        self._library = folder / "machine_clock.so"
        self.ahead_s = 0
        self.jump(0)
        (folder / "machine_clock.c").write_text(_SOURCE)
        options = ["-shared", "-fPIC", "-O2", f'-DAHEAD="{self._ahead}"']
        subprocess.run(
            ["cc", *options, "-o", self._library, folder / "machine_clock.c", "-ldl"],
            check=True,
        )
        again = _BEGIN_AGAIN.format(library=str(self._library))
        (folder / "sitecustomize.py").write_text(again)
        #: Variables with which to start the server.
        others = filter(None, [os.environ.get("PYTHONPATH")])
        self.environment = {"PYTHONPATH": os.pathsep.join([str(folder), *others])}

    def jump(self, by_s: int) -> None:
        """Set the clock forward, or back."""
        self.ahead_s += by_s
        whole = self._ahead.with_suffix(".new")
        whole.write_text(str(self.ahead_s))
        whole.replace(self._ahead)

    def is_that_of(self, process: psutil.Process) -> bool:
        """Return whether a process asks this clock."""
        return any(each.path == str(self._library) for each in process.memory_maps())
