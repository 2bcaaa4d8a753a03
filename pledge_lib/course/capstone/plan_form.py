"""The form under F5.1: the case, the reasons in one's own words, and the button that submits the plan."""

from collections.abc import Mapping

from pledge_lib.course.capstone.desk import Desk
from pledge_lib.course.paragraph import Paragraph
from pledge_lib.finance.capstone.plan import REASONS
from pledge_lib.finance.units import COUNT, DATE, MONEY, MONTHS, PERCENT
from pledge_lib.panels.asked import FormSheet, Input, Said
from pledge_lib.panels.capstone.plan import ID, controls_of
from pledge_lib.panels.capstone.plan_model import Planned
from pledge_lib.panels.saying import Say
from pledge_lib.panels.words import Words

SUBMIT, RUBRIC = ACTIONS = ("submit", "rubric")


class Submission:
    """The driver: a plan that contradicts itself, or lacks a reason, is refused with the sentence that says so.

    Nothing that was written is lost.
    """

    def __init__(self, desk: Desk):
        self.desk = desk
        self._reasons: dict[str, str] = {}
        self._refused: Planned | None = None
        self._told: tuple[Paragraph, ...] = ()
        self._asked = ""

    def sheet(self, words: Words) -> FormSheet:
        """Return the case in words, and what the plan has to say for itself."""
        case = self.desk.case
        told = {"sum": MONEY(case.sum), "months": MONTHS(case.months), "reserve": MONEY(case.reserve)}
        told |= {"fund_value": MONEY(case.fund_value), "share_value": MONEY(case.share_value)}
        told |= {"bracket": PERCENT(case.bracket)}
        told |= {"fund": case.fund, "share": case.share, "start": DATE(case.start)}
        kept = self.desk.plans[-1].reasons if self.desk.plans else {}
        return FormSheet(
            title=words("capstone.plan.title"),
            prompt=words("capstone.plan.prompt", **told),
            inputs=tuple(
                Input(
                    name=name,
                    label=words(f"capstone.reason.{name}"),
                    kind="prose",
                    value=self._reasons.get(name, kept.get(name, "")),
                )
                for name in REASONS
            ),
            actions=tuple((action, words(f"capstone.plan.{action}")) for action in ACTIONS),
        )

    def said(self, words: Words) -> tuple[Said, ...]:
        """Return what contradicts, or that the plan is in, and how the written part is judged."""
        if self._asked == RUBRIC:
            return tuple(Said(text=words(f"capstone.rubric.{name}"), tone="hint") for name in REASONS)
        told = tuple(Said(text=paragraph.text(words), tone=paragraph.tone) for paragraph in self._told)
        if self._refused is None:
            return told
        loan = self._refused.loan
        say = Say(words, ID, controls_of(self.desk.case), loan.plan.settings).about(self._refused)
        sentences = (say(f"check.{each.found.name}") for each in self._refused.found)
        return (*told, *(Said(text=sentence, tone="not-yet", figure=ID) for sentence in sentences))

    def act(self, action: str, answers: Mapping):
        """Submit the plan that F5.1 is set to, with the reasons as they stand; or show the rubric."""
        self._reasons |= {name: str(answers[name]) for name in REASONS if name in answers}
        self._asked, self._refused, self._told = action, None, ()
        if action != SUBMIT:
            return
        unwritten = tuple(name for name in REASONS if not self._reasons.get(name, "").strip())
        if unwritten:
            refusal = Paragraph(key="capstone.plan.unwritten", tone="not-yet")
            self._told = (refusal, *(Paragraph(key=f"capstone.open.{name}", tone="not-yet") for name in unwritten))
            return
        refused, told = self.desk.submit(self._reasons)
        if refused:
            self._refused = refused
            self._told = (Paragraph(key="capstone.plan.refused", tone="not-yet"),)
            return
        number = COUNT(len(self.desk.plans))
        self._told = (Paragraph(key="capstone.plan.kept", numbers={"number": number}, tone="right"), *told)
