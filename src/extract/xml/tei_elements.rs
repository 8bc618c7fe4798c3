//! What the elements of TEI mean for the reading text.

/// What an element does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A text with its header.
    Document,
    Header,
    /// A part of the text with a heading of its own.
    Division,
    /// It stands between other blocks.
    Block,
    /// It is a block.
    Paragraph,
    Heading,
    /// It is a block where it stands between blocks, and else part of the line.
    Aside,
    /// The name or number that what follows begins with.
    Label,
    VerseGroup,
    Verse,
    Figure,
    Table,
    Row,
    Cell,
    LineBreak,
    PageBreak,
    ColumnBreak,
    Milestone,
    Space,
    Gap,
    Note,
    /// Running heads, page numbers, catch-words.
    Furniture,
    /// One of what it holds is what stands in the source.
    Choice,
    /// It holds what was written first, then what was written instead.
    Change,
    /// It says the same as what the source has, in other words, if it stands in a choice.
    Regular,
    /// What the writer took back.
    Deleted,
    /// What is no text at all.
    Hidden,
    /// What editors say of the text without its being part of it.
    Editorial,
    /// Part of the line it stands in.
    Inline,
}

/// In alphabetic order. Elements that are not here are [`Role::Inline`].
const ELEMENTS: [(&str, Role); 132] = [
    ("TEI", Role::Document),
    ("TEI.2", Role::Document),
    ("ab", Role::Paragraph),
    ("addrLine", Role::Paragraph),
    ("address", Role::Block),
    ("altGrp", Role::Hidden),
    ("app", Role::Choice),
    ("argument", Role::Block),
    ("back", Role::Block),
    ("bibl", Role::Aside),
    ("biblFull", Role::Aside),
    ("biblStruct", Role::Aside),
    ("binaryObject", Role::Hidden),
    ("body", Role::Block),
    ("byline", Role::Paragraph),
    ("camera", Role::Aside),
    ("caption", Role::Aside),
    ("castGroup", Role::Block),
    ("castItem", Role::Paragraph),
    ("castList", Role::Block),
    ("cb", Role::ColumnBreak),
    ("cell", Role::Cell),
    ("certainty", Role::Hidden),
    ("choice", Role::Choice),
    ("cit", Role::Aside),
    ("closer", Role::Block),
    ("corr", Role::Regular),
    ("dateline", Role::Paragraph),
    ("del", Role::Deleted),
    ("desc", Role::Editorial),
    ("div", Role::Division),
    ("div0", Role::Division),
    ("div1", Role::Division),
    ("div2", Role::Division),
    ("div3", Role::Division),
    ("div4", Role::Division),
    ("div5", Role::Division),
    ("div6", Role::Division),
    ("div7", Role::Division),
    ("divGen", Role::Block),
    ("docAuthor", Role::Paragraph),
    ("docDate", Role::Paragraph),
    ("docEdition", Role::Paragraph),
    ("docImprint", Role::Paragraph),
    ("docTitle", Role::Block),
    ("eg", Role::Paragraph),
    ("egXML", Role::Block),
    ("entry", Role::Block),
    ("entryFree", Role::Block),
    ("epigraph", Role::Block),
    ("epilogue", Role::Block),
    ("event", Role::Block),
    ("ex", Role::Regular),
    ("expan", Role::Regular),
    ("fLib", Role::Hidden),
    ("facsimile", Role::Hidden),
    ("figDesc", Role::Editorial),
    ("figure", Role::Figure),
    ("floatingText", Role::Block),
    ("front", Role::Block),
    ("fs", Role::Hidden),
    ("fsdDecl", Role::Hidden),
    ("fvLib", Role::Hidden),
    ("fw", Role::Furniture),
    ("gap", Role::Gap),
    ("group", Role::Block),
    ("head", Role::Heading),
    ("imprimatur", Role::Paragraph),
    ("index", Role::Hidden),
    ("interp", Role::Hidden),
    ("interpGrp", Role::Hidden),
    ("item", Role::Paragraph),
    ("joinGrp", Role::Hidden),
    ("l", Role::Verse),
    ("label", Role::Label),
    ("lb", Role::LineBreak),
    ("lg", Role::VerseGroup),
    ("linkGrp", Role::Hidden),
    ("list", Role::Block),
    ("listBibl", Role::Block),
    ("listEvent", Role::Block),
    ("listOrg", Role::Block),
    ("listPerson", Role::Block),
    ("listPlace", Role::Block),
    ("milestone", Role::Milestone),
    ("mw", Role::Furniture),
    ("notatedMusic", Role::Hidden),
    ("note", Role::Note),
    ("noteGrp", Role::Block),
    ("opener", Role::Block),
    ("org", Role::Block),
    ("p", Role::Paragraph),
    ("pb", Role::PageBreak),
    ("performance", Role::Block),
    ("person", Role::Block),
    ("place", Role::Block),
    ("postscript", Role::Block),
    ("precision", Role::Hidden),
    ("prologue", Role::Block),
    ("q", Role::Aside),
    ("quote", Role::Aside),
    ("rdgGrp", Role::Choice),
    ("reg", Role::Regular),
    ("respons", Role::Hidden),
    ("row", Role::Row),
    ("said", Role::Aside),
    ("salute", Role::Paragraph),
    ("set", Role::Block),
    ("signed", Role::Paragraph),
    ("sound", Role::Aside),
    ("sourceDoc", Role::Hidden),
    ("sp", Role::Block),
    ("spGrp", Role::Block),
    ("space", Role::Space),
    ("spanGrp", Role::Hidden),
    ("speaker", Role::Label),
    ("stage", Role::Aside),
    ("standOff", Role::Hidden),
    ("subst", Role::Change),
    ("superEntry", Role::Block),
    ("table", Role::Table),
    ("tech", Role::Aside),
    ("teiHeader", Role::Header),
    ("text", Role::Block),
    ("timeline", Role::Hidden),
    ("titlePage", Role::Block),
    ("titlePart", Role::Paragraph),
    ("trailer", Role::Paragraph),
    ("u", Role::Paragraph),
    ("view", Role::Aside),
    ("witList", Role::Block),
    ("witness", Role::Paragraph),
];

/// The role of an element.
pub fn role(name: &str) -> Role {
    let found = ELEMENTS.binary_search_by_key(&name, |(name, _)| name);
    found.map_or(Role::Inline, |index| ELEMENTS[index].1)
}

/// The attribute in which TEI P4 keeps what the source has, for elements that hold something else.
pub fn source_attribute(name: &str) -> Option<&'static str> {
    match name {
        "corr" => Some("sic"),
        "reg" => Some("orig"),
        "expan" => Some("abbr"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_in_order() {
        assert!(ELEMENTS.is_sorted_by(|left, right| left.0 < right.0));
        assert_eq!(role("p"), Role::Paragraph);
        assert_eq!(role("hi"), Role::Inline);
    }
}
