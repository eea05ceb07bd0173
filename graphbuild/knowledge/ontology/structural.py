"""The relations that rules of grammar state by themselves, without a trigger of the relation's own.

"Iraqi soldiers" says `from`, "the army's officers" `employed_by`, "X said Y must go" `demands_of`. The rules name these
relations, and only these; whatever else they need to know of a relation they ask by its traits.
"""

FROM = "from"
BASED_IN = "based_in"
LOCATED_IN = "located_in"
OPERATES_IN = "operates_in"
PART_OF = "part_of"
MEMBER_OF = "member_of"
EMPLOYED_BY = "employed_by"
HOLDS_OFFICE = "holds_office"
COOPERATES = "cooperates_with"
ALLIED_WITH = "allied_with"
FUNDS = "funds"
FAMILY_OF = "family_of"
ASSOCIATE_OF = "associate_of"
OWNS = "owns"
DOES_BUSINESS_WITH = "does_business_with"
DEMANDS_OF = "demands_of"
ORDERS = "orders"
TELLS = "tells"
ACCUSES = "accuses"
CRITICISES = "criticises"
CONVICTS = "convicts"
OPPOSES = "opposes"
PROTESTS_AGAINST = "protests_against"
