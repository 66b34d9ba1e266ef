"""The words of the page that every framework shows, and what it says back."""

HEADING = "Før din udviklingssamtale"
STATEMENTS = (
    "Jeg ved, hvad mit arbejde skal føre til.",
    "Jeg får lov at gøre færdig, hvad jeg er begyndt på.",
    "Der er nogen at spørge, når jeg sidder fast.",
    "Jeg har lært noget nyt siden sidste sommer.",
    "Det, jeg er bedst til, bliver brugt.",
    "Min kalender har plads til at tænke.",
    "Jeg kan sige nej uden at forklare mig længe.",
    "Vores møder ender med, at nogen gør noget.",
    "Jeg hører, hvad andre får ud af mit arbejde.",
    "Jeg tør vise noget frem, der kun er halvt.",
    "Vi taler om fejl, mens de stadig er små.",
    "Jeg kunne lære en ny kollega mit fag.",
    "Mit bord, min skærm og min stol passer til mig.",
    "Jeg har et ønske, som min leder ikke kender.",
    "Om et år vil jeg gerne lave noget lidt andet.",
)
ANSWERS = (
    "slet ikke",
    "kun lidt",
    "nogenlunde",
    "ganske godt",
    "helt og fuldt",
    "ved ikke",
)
FIELD = "Hvad skal vi huske at tale om?"
SAVE = "Gem"


def answered(given: int) -> str:
    """Say how many statements have an answer."""
    return f"Besvaret: {given} af {len(STATEMENTS)}"


def saved(given: int, text: str) -> str:
    """Say what has been saved."""
    return f"Gemt: {given} svar og {len(text)} tegn"
