//! Words that tell a hyphen of their own from one that only divides: small tables, for text without other evidence.

/// English words whose halves are words too, written as one. A division may leave either half at a line end.
const CLOSED: [&str; 157] = [
    "afternoon",
    "aircraft",
    "airplane",
    "airport",
    "almost",
    "already",
    "also",
    "although",
    "altogether",
    "always",
    "another",
    "anybody",
    "anyone",
    "anything",
    "anyway",
    "anywhere",
    "background",
    "barefoot",
    "battlefield",
    "battleship",
    "because",
    "become",
    "before",
    "birthday",
    "birthplace",
    "bookkeeper",
    "borderline",
    "breakdown",
    "breakthrough",
    "broadcast",
    "campaign",
    "cannot",
    "capital",
    "chairman",
    "childhood",
    "churchyard",
    "classroom",
    "coastline",
    "countryman",
    "countryside",
    "courthouse",
    "crossroads",
    "daylight",
    "deadline",
    "downfall",
    "downstairs",
    "earthquake",
    "elsewhere",
    "everybody",
    "everyday",
    "everyone",
    "everything",
    "everywhere",
    "extraordinary",
    "farewell",
    "fatherland",
    "fellowship",
    "fisherman",
    "foothold",
    "foreman",
    "forward",
    "framework",
    "friendship",
    "furthermore",
    "gentleman",
    "gentlemen",
    "grandfather",
    "grandmother",
    "guideline",
    "gunpowder",
    "handbook",
    "hardship",
    "headquarters",
    "health",
    "healthcare",
    "herself",
    "highway",
    "himself",
    "homeland",
    "household",
    "however",
    "indoor",
    "inside",
    "into",
    "itself",
    "landlord",
    "landmark",
    "landscape",
    "lifetime",
    "livestock",
    "manpower",
    "masterpiece",
    "maybe",
    "meantime",
    "meanwhile",
    "midnight",
    "moreover",
    "motherland",
    "myself",
    "network",
    "nevertheless",
    "newspaper",
    "nobody",
    "nonetheless",
    "northwest",
    "nothing",
    "notwithstanding",
    "nowhere",
    "onto",
    "otherwise",
    "ourselves",
    "outbreak",
    "outcome",
    "outline",
    "outlook",
    "output",
    "outside",
    "outstanding",
    "overcome",
    "overthrow",
    "overwhelming",
    "percent",
    "railroad",
    "railway",
    "somebody",
    "somehow",
    "someone",
    "something",
    "sometimes",
    "somewhat",
    "somewhere",
    "spokesman",
    "statesman",
    "statesmen",
    "stronghold",
    "themselves",
    "therefore",
    "throughout",
    "today",
    "tomorrow",
    "underground",
    "understand",
    "undertake",
    "upon",
    "viewpoint",
    "warfare",
    "warship",
    "whatever",
    "whenever",
    "whereas",
    "wherever",
    "withdraw",
    "withdrawn",
    "within",
    "without",
    "workshop",
    "yourself",
];

/// Second parts of English compounds that keep the hyphen; no other word ends with them after a syllable of four
/// letters or more.
const OPEN_ENDS: [&str; 23] = [
    "appointed",
    "based",
    "called",
    "century",
    "click",
    "clicking",
    "controlled",
    "defined",
    "friendly",
    "government",
    "known",
    "level",
    "minded",
    "only",
    "oriented",
    "owned",
    "party",
    "reliance",
    "related",
    "sensitive",
    "speaking",
    "specific",
    "sponsored",
];

/// First parts of English compounds that keep the hyphen before a word of some length.
const OPEN_STARTS: [&str; 6] = ["self", "well", "double", "user", "quasi", "vice"];

/// Shortest word after one of [`OPEN_STARTS`], in characters: `self-` keeps, `selfish` does not.
const AFTER_START: usize = 5;

/// Shortest word before one of [`OPEN_ENDS`], in characters.
const BEFORE_END: usize = 4;

/// Small words inside a chain such as person-to-person or Mund-zu-Mund that are no syllables.
const LINKS: [&str; 7] = ["and", "by", "of", "the", "to", "und", "zu"];

/// The tens before a hyphen and the ones after it: thirty-six.
const TENS: [&str; 8] =
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ONES: [&str; 18] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "first", "second",
    "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
];

/// Ends of German adjectives of nations and creeds, as in deutsch-französischer.
const ADJECTIVE_ENDS: [&str; 6] = ["isch", "ische", "ischen", "ischer", "isches", "ischem"];

/// Whether the two halves, in lower case, are an English word written as one.
pub fn is_closed(left: &str, right: &str) -> bool {
    CLOSED.iter().any(|word| word.strip_prefix(left) == Some(right))
}

/// Whether the two halves, in lower case, are an English compound with a hyphen.
pub fn is_open(left: &str, right: &str) -> bool {
    let len = |word: &str| word.chars().count();
    OPEN_ENDS.contains(&right) && len(left) >= BEFORE_END
        || OPEN_STARTS.contains(&left) && len(right) >= AFTER_START
        || TENS.contains(&left) && ONES.contains(&right)
}

/// Whether the word, in lower case, links the parts of a chain.
pub fn is_link(word: &str) -> bool {
    LINKS.contains(&word)
}

/// Whether the two halves, in lower case, are two German adjectives side by side.
pub fn are_adjectives(left: &str, right: &str) -> bool {
    (left.ends_with("isch") || left.ends_with("deutsch"))
        && (ADJECTIVE_ENDS.iter().any(|end| right.ends_with(end)) || right.starts_with("deutsch"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compounds_are_told_apart() {
        assert!(
            is_closed("can", "not") && is_closed("with", "out") && !is_closed("self", "reliance")
        );
        assert!(
            is_open("self", "reliance")
                && is_open("alcohol", "based")
                && is_open("vice", "president")
        );
        assert!(is_open("thirty", "six") && is_open("sixty", "ninth") && !is_open("six", "ty"));
        assert!(!is_open("self", "ish") && !is_open("cor", "related") && !is_open("for", "mation"));
        assert!(
            are_adjectives("finnisch", "italienische") && are_adjectives("deutsch", "polnischen")
        );
        assert!(!are_adjectives("konfö", "deration") && !are_adjectives("rus", "sische"));
        assert!(is_link("to") && !is_link("two"));
    }

    #[test]
    fn no_word_is_written_both_ways() {
        for word in CLOSED {
            for (at, _) in word.char_indices().skip(1) {
                assert!(!is_open(&word[..at], &word[at..]), "{word}");
            }
        }
    }
}
