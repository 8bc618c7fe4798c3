//! What the control words of RTF mean.
//!
//! Source: Microsoft, Rich Text Format Specification 1.9.1.

/// What a group that begins with a control word holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// Text of the document.
    Text,
    /// Nothing a reader sees, or nothing but a copy of it.
    Hidden,
    Fonts,
    Styles,
    /// The properties of the document.
    Info,
    /// A property.
    Fact(&'static str),
    /// The day the document was first written.
    Created,
    Note,
    Comment,
    TextBox,
    /// The number of a list item.
    ListNumber,
}

impl Destination {
    /// Whether it is a run of paragraphs of its own.
    pub fn has_flow(self) -> bool {
        matches!(
            self,
            Destination::Note
                | Destination::Comment
                | Destination::TextBox
                | Destination::ListNumber
        )
    }

    /// Whether what stands in it is text of the document.
    pub fn is_text(self) -> bool {
        self == Destination::Text || self.has_flow()
    }
}

/// The destination a control word names; `None` when it names none.
pub fn destination(word: &str) -> Option<Destination> {
    Some(match word {
        "fonttbl" => Destination::Fonts,
        "stylesheet" => Destination::Styles,
        "info" => Destination::Info,
        "title" => Destination::Fact("title"),
        "author" => Destination::Fact("author"),
        "subject" | "keywords" => Destination::Fact("subject"),
        "company" => Destination::Fact("publisher"),
        "category" => Destination::Fact("classification"),
        "creatim" => Destination::Created,
        "footnote" => Destination::Note,
        "annotation" => Destination::Comment,
        "shptxt" | "dptxbxtext" => Destination::TextBox,
        "listtext" | "pntext" => Destination::ListNumber,
        "shpinst" | "do" | "fldrslt" | "field" | "shp" | "shpgrp" => Destination::Text,
        "colortbl" | "filetbl" | "listtable" | "listoverridetable" | "revtbl" | "rsidtbl"
        | "pict" | "nonshppict" | "shprslt" | "sp" | "fldinst" | "datafield" | "header"
        | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf"
        | "ftnsep" | "ftnsepc" | "ftncn" | "aftnsep" | "aftnsepc" | "aftncn" | "xe" | "tc"
        | "rxe" | "nonesttables" | "doccomm" | "comment" | "operator" | "manager" | "hlinkbase"
        | "printim" | "revtim" | "buptim" | "bkmkstart" | "bkmkend" | "objdata" | "atnid"
        | "atnauthor" | "atnref" | "pnseclvl" | "generator" | "nesttableprops" => {
            Destination::Hidden
        }
        _ => return None,
    })
}

/// The character a control word stands for.
pub fn character(word: &str) -> Option<&'static str> {
    Some(match word {
        "tab" => "\t",
        "line" | "column" | "lbr" => "\n",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "emdash" => "—",
        "endash" => "–",
        "bullet" => "•",
        "emspace" | "enspace" | "qmspace" => " ",
        _ => return None,
    })
}

/// The character a control symbol stands for.
pub fn symbol(symbol: u8) -> Option<&'static str> {
    Some(match symbol {
        b'~' => "\u{a0}",
        b'-' => "\u{ad}",
        b'_' => "\u{2011}",
        _ => return None,
    })
}
