"""The documents the rules cite, named once. Where two disagree, the later one stands."""

ACT_1993 = "Prisoners and Criminal Proceedings (Scotland) Act 1993"
ACT_1995 = "Criminal Procedure (Scotland) Act 1995"
ACT_2003 = "Criminal Justice (Scotland) Act 2003"
ACT_2015 = "Prisoners (Control of Release) (Scotland) Act 2015"
ACT_2023 = "Bail and Release from Custody (Scotland) Act 2023"
ACT_2025 = "Prisoners (Early Release) (Scotland) Act 2025"
REGULATIONS_2026 = (
    "Prisoners (Early Release) (Miscellaneous Amendment and Transitional Provisions)"
    " (Scotland) Regulations 2026"
)
HDC_ORDER_2025 = "Home Detention Curfew (Amendment of Specified Time Periods) (Scotland) Order 2025"
PRISON_RULES = "Prisons and Young Offenders Institutions (Scotland) Rules 2011"
# What is law: a duty that stands in one of these is statutory.
LEGISLATION = frozenset(
    {
        ACT_1993,
        ACT_1995,
        ACT_2003,
        ACT_2015,
        ACT_2023,
        ACT_2025,
        REGULATIONS_2026,
        HDC_ORDER_2025,
        PRISON_RULES,
    }
)
ICM_CIRCULAR = "Justice Department Circular JD 8/2006"
THEMATIC = "HMIPS, A Thematic Review of Prisoner Progression in Scottish Prisons (2024)"
TARGETED = "SPS, Supplementary Guidance for ICM: A Targeted Approach to Case Conferencing (2024)"
THROUGHCARE = "Justice Social Work Services: national throughcare guidance"
FAMILIES_ICM = "Families Outside, information sheet 12: Integrated Case Management"
FAMILIES_PAROLE = "Families Outside, parole information sheet"
SPS_HDC = "Scottish Prison Service, Home Detention Curfew"
MAPPA_2014 = "MAPPA national guidance 2014"
MAPPA_2016 = "MAPPA national guidance 2016"
MAPPA_2022 = "MAPPA national guidance 2022"
PAROLE_BOARD = "Parole Board for Scotland, published guidance"
RMA_NOTE_2016 = "Risk Management Authority, note of 26 October 2016"
RMA_STANDARDS = "Risk Management Authority, Standards and Guidelines for Risk Management (2016)"
RATED = "Risk Management Authority, Risk Assessment Tools Evaluation Directory: LS/CMI"
OMBUDSMAN = "Scottish Public Services Ombudsman, published decisions"
