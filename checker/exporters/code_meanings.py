"""What each code of a finding means, in a sentence, for formats that carry it along. docs/reference/findings.md says more."""

from __future__ import annotations

from collections.abc import Mapping

CODE_MEANINGS: Mapping[str, str] = {
    "use-forbidden": "A clause of the license, or a decision, forbids this use of the model.",
    "use-not-granted": "Nothing in the license grants this use of the model.",
    "not-released": "The model cannot be had this way: no weights were released, or they are withheld.",
    "fact-missing": "A fact about the organization, the use or the model is not stated, and a clause hangs on it.",
    "reading-open": "The words of a clause can be read in more than one way here, and counsel has to say which holds.",
    "license-unknown": "Under which license the model comes is not known, or its text is not encoded.",
    "model-unknown": "Neither the catalog nor the manifest describes the model.",
    "evidence-weak": "What is known of the model's license comes from a report alone, or the sources disagree.",
    "not-decided": "What was found does not settle whether the model may be used this way.",
    "duty-open": "The use is granted, and a duty comes with it that is not met yet.",
    "not-in-manifest": "The model is used, and the manifest does not list it for a use.",
    "manifest-missing": "Models are used, and no manifest says what for.",
    "not-understood": "A place speaks of a model in a way that cannot be followed.",
    "license-drift": "A file describes a model under freer terms than a base model of it allows.",
    "manifest-invalid": "The manifest cannot be read as one.",
    "agreement-expired": "An agreement of the profile has expired and lifts nothing any more.",
    "file-invalid": "A file that names models is not well-formed.",
    "file-unreadable": "A file that may name models cannot be read.",
    "outside-repository": "A path leads out of the repository and was not followed.",
    "baseline-expired": "An entry of the baseline has expired and holds nothing back any more.",
    "baseline-unused": "An entry of the baseline matches nothing any more.",
    "decision-expired": "The last day of a decision has passed.",
    "decision-not-yet-taken": "A decision was taken after the day that is asked about.",
    "decision-text-changed": "A license text is not the one that a decision was taken on.",
    "decision-facts-changed": "A fact that a decision rested on has left the range that it states.",
    "decision-reasons-changed": "A verdict has a reason that the decision on it was not taken in view of.",
    "decision-needs-agreement": "A decision accepts a deny without an agreement that covers it.",
    "decision-license-changed": "A model has left the license that it was let in under.",
    "decision-unused": "Nothing that was judged needs the decision.",
    "decisions-overlap": "Two decisions settle the same thing in the same way.",
    "decisions-contradict": "Two decisions settle the same thing in different ways, so neither is applied.",
    "decision-names-nothing": "A decision names a license or a clause that there is none of.",
}
"""By code, in the order of the codes."""
