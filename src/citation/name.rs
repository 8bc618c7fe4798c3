//! Names of people and bodies, taken apart where that is sure.

use super::item::clean;

/// A person, or a name that stays whole: a body, or a person whose family name is not sure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// Empty for a whole name.
    pub given: String,
    /// `von` and the like, which German puts after the given name in lists.
    pub particle: String,
    /// The family name, or the whole name.
    pub family: String,
}

/// Particles that follow the given name in a list: `Kleist, Bernd von`.
const GERMAN_PARTICLES: &[&str] = &["von", "vom", "zu", "zum", "zur", "und", "der", "dem", "den"];

/// Particles that open a family name: `de Gaulle, Charles`.
const PARTICLES: &[&str] = &[
    "van", "de", "du", "des", "di", "da", "del", "della", "dos", "la", "le", "les", "ten", "ter",
    "af", "av", "el", "al", "bin", "ibn",
];

/// Words of names that are no person's, and those before a person's name.
const BODY_WORDS: &[&str] = &[
    "abteilung",
    "academy",
    "agency",
    "akademie",
    "amt",
    "archiv",
    "archive",
    "archives",
    "association",
    "auswärtiges",
    "behörde",
    "board",
    "botschaft",
    "bund",
    "bundesamt",
    "bundesrat",
    "bundestag",
    "bureau",
    "büro",
    "cabinet",
    "center",
    "central",
    "centre",
    "comité",
    "commission",
    "committee",
    "conference",
    "consulate",
    "council",
    "delegation",
    "department",
    "division",
    "editor",
    "editors",
    "embassy",
    "foreign",
    "foundation",
    "generalkonsulat",
    "gesandtschaft",
    "gesellschaft",
    "government",
    "gruppe",
    "group",
    "handelsvertretung",
    "institut",
    "institute",
    "kabinett",
    "kanzlei",
    "kollegium",
    "komitee",
    "kommission",
    "konferenz",
    "konsulat",
    "legation",
    "library",
    "mission",
    "ministerium",
    "ministerrat",
    "ministry",
    "national",
    "office",
    "party",
    "partei",
    "politbüro",
    "politburo",
    "presidium",
    "press",
    "project",
    "präsidium",
    "redaktion",
    "referat",
    "regierung",
    "republic",
    "republik",
    "school",
    "secretariat",
    "section",
    "sektion",
    "sekretariat",
    "service",
    "society",
    "soviet",
    "staatsrat",
    "state",
    "states",
    "stiftung",
    "supreme",
    "team",
    "union",
    "united",
    "university",
    "universität",
    "unknown",
    "verband",
    "verein",
    "vereinigung",
    "verlag",
    "zentralkomitee",
    "zentrum",
    "ambassador",
    "anonymous",
    "botschafter",
    "chairman",
    "colonel",
    "comrade",
    "consul",
    "count",
    "dr",
    "dr.",
    "frau",
    "fräulein",
    "general",
    "genosse",
    "genossin",
    "graf",
    "herr",
    "herrn",
    "jr.",
    "king",
    "lord",
    "madame",
    "marshal",
    "minister",
    "monsieur",
    "mr",
    "mr.",
    "mrs",
    "mrs.",
    "ms.",
    "oberst",
    "president",
    "prince",
    "prof",
    "prof.",
    "professor",
    "präsident",
    "queen",
    "secretary",
    "sir",
    "sr.",
    "vorsitzender",
];

/// Family names that stand first in Korean, Chinese and Vietnamese.
const LEADING_FAMILY_NAMES: &[&str] = &[
    "an", "bak", "chang", "chen", "cho", "choe", "choi", "chou", "chu", "deng", "han", "ho",
    "hong", "hu", "huang", "hwang", "jang", "jiang", "jo", "jong", "kang", "kim", "ko", "li",
    "lim", "lin", "liu", "luo", "mao", "nam", "nguyen", "o", "pak", "park", "peng", "pham", "ri",
    "ro", "ryu", "sin", "so", "song", "sun", "tran", "wang", "wu", "xi", "xu", "yang", "ye", "yi",
    "yun", "zhang", "zhao", "zhou", "zhu",
];

impl Name {
    /// A name that stays as it is.
    fn whole(name: String) -> Name {
        Name { family: name, ..Name::default() }
    }

    /// Whether it is not taken apart.
    pub fn is_whole(&self) -> bool {
        self.given.is_empty()
    }

    /// As it is spoken: `Bernd von Kleist`.
    pub fn direct(&self) -> String {
        let parts = [self.given.as_str(), &self.particle, &self.family];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// As it stands in a list: `Kleist, Bernd von`.
    pub fn inverted(&self) -> String {
        match (self.is_whole(), self.particle.is_empty()) {
            (true, _) => self.family.clone(),
            (false, true) => format!("{}, {}", self.family, self.given),
            (false, false) => format!("{}, {} {}", self.family, self.given, self.particle),
        }
    }
}

/// The names in the values of a field. A semicolon divides names, and so does `and` or `und` between two persons; the
/// address of a mail is left out where a name stands beside it.
pub fn names(values: impl IntoIterator<Item = impl AsRef<str>>) -> Vec<Name> {
    let mut names = Vec::new();
    for values in values {
        for value in values.as_ref().split(';') {
            let Some(value) = clean(without_address(value)) else { continue };
            let pair = [" and ", " und ", " & "].iter().find_map(|and| value.split_once(and));
            match pair.and_then(|(one, other)| Some([person(one)?, person(other)?])) {
                Some(both) => names.extend(both),
                None => names.push(person(&value).unwrap_or_else(|| Name::whole(value))),
            }
        }
    }
    names
}

/// `Hans Müller` of `"Hans Müller" <hans@example.org>`.
fn without_address(value: &str) -> &str {
    let name = value.split_once('<').map_or("", |(name, _)| name).trim().trim_matches('"');
    match name.is_empty() {
        true => value.trim().trim_start_matches('<').trim_end_matches('>'),
        false => name,
    }
}

/// The parts of a name that is surely a person's.
fn person(name: &str) -> Option<Name> {
    let (family, given) = match name.split_once(',') {
        Some((family, given)) => (words(family)?, words(given)?),
        None => in_order(words(name)?)?,
    };
    let is_german = |word: &&str| GERMAN_PARTICLES.contains(word);
    // `Kleist, Bernd von` and `von Kleist, Bernd` are the same.
    let after_given = given.iter().rev().take_while(|word| is_german(word)).count();
    let (given, trailing) = given.split_at(given.len() - after_given);
    let leading = family.iter().take_while(|word| is_german(word)).count();
    let (leading, family) = family.split_at(leading);
    let is_name = |words: &[&str]| !words.is_empty() && words.len() <= 3;
    (is_name(given) && is_name(family)).then(|| Name {
        given: given.join(" "),
        particle: [trailing, leading].concat().join(" "),
        family: family.join(" "),
    })
}

/// Family name and given name of a name as it is spoken.
fn in_order(words: Vec<&str>) -> Option<(Vec<&str>, Vec<&str>)> {
    let first = words.first()?.to_lowercase();
    if words.len() < 2 || LEADING_FAMILY_NAMES.contains(&first.as_str()) {
        return None;
    }
    let particle = words.iter().position(|word| is_particle(word));
    let (given, family) = words.split_at(particle.unwrap_or(words.len() - 1));
    Some((family.to_vec(), given.to_vec()))
}

/// The words of a name, if all may be a person's.
fn words(name: &str) -> Option<Vec<&str>> {
    let words: Vec<&str> = name.split_whitespace().take(7).collect();
    let may_be = words.iter().all(|word| is_particle(word) || is_name_word(word));
    (may_be && !words.is_empty() && words.len() < 7).then_some(words)
}

fn is_particle(word: &str) -> bool {
    GERMAN_PARTICLES.contains(&word) || PARTICLES.contains(&word)
}

/// A capital and small letters, or an initial.
fn is_name_word(word: &str) -> bool {
    let is_initial = word.ends_with('.') || word.chars().count() == 1;
    word.starts_with(char::is_uppercase)
        && word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c))
        && (is_initial || word.contains(char::is_lowercase))
        && !BODY_WORDS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart_where_that_is_sure() {
        let check = |values: &[&str], expect: &[&str]| {
            let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
            let inverted: Vec<String> = names(&values).iter().map(Name::inverted).collect();
            assert_eq!(inverted, expect, "{values:?}");
        };
        check(&["Bernd Schaefer"], &["Schaefer, Bernd"]);
        check(&["Bernd von Kleist"], &["Kleist, Bernd von"]);
        check(&["von Kleist, Bernd"], &["Kleist, Bernd von"]);
        check(&["Kleist, Bernd von"], &["Kleist, Bernd von"]);
        check(&["Ursula von der Leyen"], &["Leyen, Ursula von der"]);
        check(&["Charles de Gaulle"], &["de Gaulle, Charles"]);
        check(&["Kant, I."], &["Kant, I."]);
        check(&["John F. Kennedy"], &["Kennedy, John F."]);
        check(&["Chen Jian and Bernd Schaefer"], &["Chen Jian and Bernd Schaefer"]);
        check(&["Anna Maier and Bernd Schaefer"], &["Maier, Anna", "Schaefer, Bernd"]);
        check(&["Hans Huber; ZK der SED"], &["Huber, Hans", "ZK der SED"]);
        check(&["\"Hans Huber\" <h@example.org>"], &["Huber, Hans"]);
        check(&["<h@example.org>", " "], &["h@example.org"]);
        for whole in [
            "ZK der SED",
            "Embassy of Hungary in North Korea",
            "Ministry of Foreign Affairs, Berlin",
            "Botschaft der DDR in der KDVR",
            "Kim Il Sung",
            "Mao Zedong",
            "Ambassador Everts",
            "Dr. Fischer",
            "CIA",
            "docsearch project",
            "Puzanov (Soviet Ambassador)",
            "Martin Luther King, Jr.",
            "Goethe",
            "von",
            ",",
        ] {
            check(&[whole], &[whole]);
        }
    }

    #[test]
    fn a_name_is_spoken_in_its_order() {
        let spoken = |name: &str| names(&[name.to_owned()])[0].direct();
        assert_eq!(spoken("Kleist, Bernd von"), "Bernd von Kleist");
        assert_eq!(spoken("Kim Il Sung"), "Kim Il Sung");
    }
}
