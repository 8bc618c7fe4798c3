//! What the elements of HTML mean for the reading text.

/// What an element does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It stands between other blocks.
    Block,
    /// A heading of this level.
    Heading(u8),
    /// Its line ends count.
    Preformatted,
    LineBreak,
    /// It holds what the page is about.
    Content,
    /// Never text, nor even markup.
    Script,
    /// Never text.
    Hidden,
    /// What every page of a site has.
    Navigation,
    /// What every page of a site has, unless it stands inside the content.
    Margin,
    /// What the reader is to fill in or press.
    Control,
    Title,
    Root,
}

/// An element that does something.
#[derive(Debug, PartialEq, Eq)]
pub struct Element {
    name: &'static str,
    pub role: Role,
}

const fn element(name: &'static str, role: Role) -> Element {
    Element { name, role }
}

/// In alphabetic order. Elements that are not here are part of the line they stand in.
const ELEMENTS: [Element; 66] = [
    element("address", Role::Block),
    element("article", Role::Content),
    element("aside", Role::Margin),
    element("blockquote", Role::Block),
    element("body", Role::Block),
    element("br", Role::LineBreak),
    element("button", Role::Control),
    element("caption", Role::Block),
    element("center", Role::Block),
    element("datalist", Role::Control),
    element("dd", Role::Block),
    element("details", Role::Block),
    element("dialog", Role::Block),
    element("dir", Role::Block),
    element("div", Role::Block),
    element("dl", Role::Block),
    element("dt", Role::Block),
    element("fieldset", Role::Block),
    element("figcaption", Role::Block),
    element("figure", Role::Block),
    element("footer", Role::Margin),
    element("form", Role::Block),
    element("h1", Role::Heading(1)),
    element("h2", Role::Heading(2)),
    element("h3", Role::Heading(3)),
    element("h4", Role::Heading(4)),
    element("h5", Role::Heading(5)),
    element("h6", Role::Heading(6)),
    element("head", Role::Block),
    element("header", Role::Margin),
    element("hgroup", Role::Block),
    element("hr", Role::Block),
    element("html", Role::Root),
    element("iframe", Role::Hidden),
    element("legend", Role::Block),
    element("li", Role::Block),
    element("listing", Role::Preformatted),
    element("main", Role::Content),
    element("menu", Role::Block),
    element("nav", Role::Navigation),
    element("noscript", Role::Hidden),
    element("ol", Role::Block),
    element("optgroup", Role::Block),
    element("option", Role::Block),
    element("p", Role::Block),
    element("plaintext", Role::Preformatted),
    element("pre", Role::Preformatted),
    element("script", Role::Script),
    element("search", Role::Block),
    element("section", Role::Block),
    element("select", Role::Control),
    element("style", Role::Script),
    element("summary", Role::Block),
    element("svg", Role::Hidden),
    element("table", Role::Block),
    element("tbody", Role::Block),
    element("td", Role::Block),
    element("template", Role::Hidden),
    element("textarea", Role::Control),
    element("tfoot", Role::Block),
    element("th", Role::Block),
    element("thead", Role::Block),
    element("title", Role::Title),
    element("tr", Role::Block),
    element("ul", Role::Block),
    element("xmp", Role::Preformatted),
];

/// The element of this name, in lower case.
pub fn find(name: &[u8]) -> Option<&'static Element> {
    let at = ELEMENTS.binary_search_by(|element| element.name.as_bytes().cmp(name)).ok()?;
    Some(&ELEMENTS[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order() {
        assert!(ELEMENTS.is_sorted_by(|left, right| left.name < right.name));
        assert_eq!(find(b"h3").map(|element| element.role), Some(Role::Heading(3)));
        assert_eq!(find(b"b"), None);
    }
}
