"""Who is from where, sits where and works where: what the sentence says, and near misses that say nothing."""

from __future__ import annotations

import pytest

TOLD = [
    # a state's adjective or name before people, bodies and places
    ("The Dutch magazine Veldkrant printed the letter.", "Veldkrant", "based_in", "Netherlands"),
    ("Hungarian lawyer Anna Holt spoke.", "Anna Holt", "from", "Hungary"),
    ("Omar Reld, a Moroccan, was arrested.", "Omar Reld", "from", "Morocco"),
    ("Drills are planned in the German states of Saarland and Hesse.", "Hesse", "located_in", "Germany"),
    (
        "Three Mexican cartels, the Reld Cartel, the Weld Cartel and the Holt Cartel, met.",
        "Weld Cartel",
        "based_in",
        "Mexico",
    ),
    # two states, a people
    ("Anna Holt, a Chilean-American singer, was arrested.", "Anna Holt", "from", "Chile"),
    ("Anna Holt, a Chilean-American singer, was arrested.", "Anna Holt", "from", "United States"),
    ("An Estonian diplomat met Anna Holt.", "Estonian diplomat", "from", "Estonia"),
    ("Ukrainians Ivan Holt and Petro Weld were sentenced.", "Petro Weld", "from", "Ukraine"),
    # what somebody has or does in a place
    ("The army shelled Hamas positions in Gaza.", "Hamas", "operates_in", "Gaza"),
    ("Norway condemned Peru's role in Chad.", "Peru", "operates_in", "Chad"),
    # a genitive
    ("Turin's prosecutors charged Anna Holt.", "Turin's prosecutors", "based_in", "Turin"),
    ("Uganda's Stephen Weld won the race.", "Stephen Weld", "from", "Uganda"),
    # a town before what sits in it
    ("Atlanta businessman Neil Estes said so.", "Neil Estes", "based_in", "Atlanta"),
    # of, from, in
    ("Rebels burned mills in Soral District of Kethar Province.", "Soral District", "located_in", "Kethar Province"),
    ("Troops entered the villages of Dorba, Agran and Alib in Peru.", "Agran", "located_in", "Peru"),
    ("Marie Holt, 50, of Springfield, was shot.", "Marie Holt", "from", "Springfield"),
    ("Andrew Holt of Miami, Fla., confirmed the report.", "Andrew Holt", "from", "Florida"),
    ("Authorities in Honduras and Colombia arrested two men.", "Authorities", "based_in", "Colombia"),
    ("The Supreme Court of Kenya freed two men.", "Kenyan supreme court", "part_of", "Kenya"),
    ("Anna Holt works at the Court of Civil Auditors in Oslo.", "Court of Civil Auditors", "based_in", "Oslo"),
    ("Ghana's journalist Anna Holt wrote it.", "Anna Holt", "from", "Ghana"),
    # born, native
    ("Gordon Holt was born on May 5, 1907, in Portland, Oregon.", "Gordon Holt", "from", "Portland"),
    ("Gordon Holt was born on May 5, 1907, in Portland, Oregon.", "Gordon Holt", "from", "Oregon"),
    ("Paulo Vega lives in his native Peru.", "Paulo Vega", "from", "Peru"),
    # addresses and datelines
    ("A bomb exploded in Niigata, northern Japan.", "Niigata", "located_in", "Japan"),
    ("A man was shot in Ilbar Keth, Peru, on Monday.", "Ilbar Keth", "located_in", "Peru"),
    (
        "Two men were shot at a base in Ilbar District, Kethar Province.",
        "Ilbar District",
        "located_in",
        "Kethar Province",
    ),
    (
        "Rebels burned a mill in the village of Soral (Ilbar Commune, Kethar Province).",
        "Soral",
        "located_in",
        "Ilbar Commune",
    ),
    ("Rebels burned a mill in Ilbar Province (North Region).", "Ilbar Province", "located_in", "North Region"),
    ("A bomb exploded in Soral, North Kethar, Mali, on Monday.", "Soral", "located_in", "North Kethar"),
    ("A bomb exploded in Soral, North Kethar, Mali, on Monday.", "North Kethar", "located_in", "Mali"),
    ("Two men were shot in Kibungo in the east of Rwanda.", "Kibungo", "located_in", "Rwanda"),
    ("A woman was shot in Ilbar, Santa Reld, after a quarrel.", "Ilbar", "located_in", "Santa Reld"),
    ("A court in Oslo, Norway, freed two men.", "Oslo", "located_in", "Norway"),
    ("A man from Wellington, New Zealand, won the race.", "Wellington", "located_in", "New Zealand"),
    ("Police shot a man in Soral, Ilbar State, on Monday.", "Soral", "located_in", "Ilbar State"),
    ("Rebels took Soral (Ilbar Commune, Kethar Province).", "Ilbar Commune", "located_in", "Kethar Province"),
    ("A bomb exploded in Anaconda, Montana, United States, on Monday.", "Montana", "located_in", "United States"),
    ("Two men were shot in the Velde municipality, Kethar Province.", "Velde", "located_in", "Kethar Province"),
    ("BANGKOK, Thailand (AP) - Soldiers fired on a crowd.", "AP", "operates_in", "BANGKOK"),
    ("BANGKOK, Thailand (AP) - Soldiers fired on a crowd.", "AP", "operates_in", "Thailand"),
    ("The cartel has a presence in Ecuador as well as Colombia and Peru.", "cartel", "operates_in", "Peru"),
]

NOT_TOLD = [
    ("Syria expert Anna Holt spoke.", "Anna Holt", "from", "Syria"),
    ("In nearby Rockville, Maryland, Anna Holt said so.", "Anna Holt", "based_in", "Rockville"),
    ("On their way to Europe, Libya is where they stop.", "Europe", "located_in", "Libya"),
    ("The wreck lay in Lake Constance, Swiss police said.", "Lake Constance", "located_in", "Switzerland"),
    ("Mali's ally, Anna Holt, spoke.", "Anna Holt", "from", "Mali"),
    ("Hungarian lawyer Anna Holt spoke.", "Anna Holt", "speaks_for", "Hungary"),
    ("Ghana's journalist Anna Holt wrote it.", "Anna Holt", "employed_by", "Ghana"),
    ("Two men died in the towns of Zermatt in Switzerland and Lech in Austria.", "Zermatt", "located_in", "Austria"),
    ("Two firms entered the Japanese market.", "Japanese market", "located_in", "Japan"),
    ("The Oslo bomber, Jonas Weld, was convicted.", "Jonas Weld", "based_in", "Oslo"),
    ("Rain fell in parts of Minnesota, Iowa, Kansas and Texas.", "Minnesota", "located_in", "Iowa"),
    (
        "Police closed shops in Soral District, Ilbar District, Holt District.",
        "Soral District",
        "located_in",
        "Ilbar District",
    ),
    ("The firm has plants in Lima, Oslo, Mali and Chile.", "Oslo", "located_in", "Mali"),
    ("Said a report in Kethar, Peru will hold elections in May.", "Kethar", "located_in", "Peru"),
    ("Spain and Portugal, Italy and Malta signed.", "Portugal", "located_in", "Italy"),
    ("An Estonian diplomat met Anna Holt.", "Estonian diplomat", "speaks_for", "Estonia"),
    ("The French-German talks failed.", "talks", "from", "France"),
    ("Women hold positions in the government of Peru.", "Women", "operates_in", "Peru"),
    ("The Municipality of Soral sued Anna Holt.", "Municipality", "located_in", "Soral"),
    ("Norway met Hamas in Cairo.", "Hamas", "operates_in", "Cairo"),
    ("A mill burned in Kethar Province, Ilbar District.", "Kethar Province", "located_in", "Ilbar District"),
    ("Mills burned in Soral, Ilbar, and Kethar on Monday.", "Soral", "located_in", "Ilbar"),
    ("In Soral, Ilbar played well.", "Soral", "located_in", "Ilbar"),
    ("Drills are planned in the German states of Saarland and Hesse.", "German states", "located_in", "Saarland"),
    (
        "Three Mexican cartels, the Reld Cartel, the Weld Cartel and the Holt Cartel, met.",
        "Reld Cartel",
        "based_in",
        "Weld Cartel",
    ),
]


@pytest.mark.parametrize(("text", "subject", "relation", "target"), TOLD)
def test_the_sentence_says_where(read, text: str, subject: str, relation: str, target: str) -> None:
    assert (subject, relation, target) in read(text).plain, read(text).links


@pytest.mark.parametrize(("text", "subject", "relation", "target"), NOT_TOLD)
def test_near_misses_say_nothing(read, text: str, subject: str, relation: str, target: str) -> None:
    assert (subject, relation, target) not in read(text).plain


CAPITALS_THAT_ACT = [
    ("Moscow accused the rebels of arson.", "Russia", "accuses", "rebels"),
    ("Anna Holt criticised Ankara.", "Anna Holt", "criticises", "Turkey"),
    ("Tehran-backed militias attacked the army.", "Iran", "supports", "Tehran-backed militias"),
    ("Zhongnanhai condemned the rebels.", "Zhongnanhai", "criticises", "rebels"),
    ("The rebels were armed by Damascus.", "Syria", "arms", "rebels"),
]


@pytest.mark.parametrize(("text", "subject", "relation", "target"), CAPITALS_THAT_ACT)
def test_a_capital_that_acts_is_its_state(read, text: str, subject: str, relation: str, target: str) -> None:
    assert (subject, relation, target) in read(text).plain, read(text).links


@pytest.mark.parametrize(
    ("text", "capital"),
    [
        ("Soldiers arrested Anna Holt in Moscow.", "Moscow"),
        ("Rebels attacked Damascus on Monday.", "Damascus"),
        ("Anna Holt lives in Ankara.", "Ankara"),
        ("The Tehran-based company owns two ships.", "Tehran"),
    ],
)
def test_a_capital_where_something_happens_is_a_town(read, text: str, capital: str) -> None:
    assert read(text).actors[capital].type == "place"


def test_a_state_has_no_capital_among_its_names(read) -> None:
    found = read("Russia sent troops. Moscow accused the rebels of arson.")
    assert found.actors["Russia"].aliases == ()
    assert found.mentions("Russia") == ["Russia", "Moscow"]
