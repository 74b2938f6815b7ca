"""The words that the vocabulary started with (DESIGN 2.4): users rely on them, so they stay even while no license asks for them."""

from __future__ import annotations

from collections.abc import Mapping

STARTING_FACTS = frozenset(
    f"{part}.{name}"
    for part, names in {
        "organization": "kind domicile industries businesses competes_with monthly_active_users daily_active_users annual_revenue"
        " monthly_revenue",
        "use": "purpose production acts applications audience regions product_monthly_active_users product_monthly_revenue"
        " product_annual_revenue improves derivative_name obtained",
        "model": "released inputs outputs",
    }.items()
    for name in names.split()
)

STARTING_WORDS: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "organization-kinds": "company individual nonprofit academic government",
        "industries": "healthcare pharma finance insurance legal government defense law-enforcement energy telecom transport education"
        " media gaming retail manufacturing agriculture software",
        "businesses": "model-as-a-service ai-work-assistant cloud-provider software-provider",
        "purposes": "commercial internal-business research evaluation education personal",
        "audiences": "internal business-customers consumers",
        "improvements": "own-derivative same-family other-models",
        "channels": "weights integrated-product hosted-api",
        "acts": "run serve host modify distribute improve-models",
        "applications": "customer-support content-generation coding-assistant translation search summarization classification tutoring"
        " medical-information legal-information financial-information internal-knowledge"
        " military weapons nuclear espionage surveillance biometric-identification emotion-recognition law-enforcement"
        " predictive-policing justice immigration critical-infrastructure transport-operation heavy-machinery medical-advice"
        " medical-diagnosis legal-advice financial-advice credit-decisions hiring-decisions insurance-decisions housing-decisions"
        " automated-decisions political-campaigning disinformation impersonation fraud spam fake-engagement defamation harassment"
        " discrimination malware self-harm drugs gambling sexual-content sexual-content-minors serving-minors exploiting-vulnerable"
        " personal-data-inference safety-circumvention human-trafficking terrorism",
    }.items()
}

STARTING_GROUPS = frozenset(["regulated", "restricted"])
