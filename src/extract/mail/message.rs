//! A message as documents: its text, and each file in it.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use super::super::limits::Limits;
use super::super::notes::Notes;
use super::super::prose;
use super::super::transcript::{Transcript, TranscriptBlock};
use super::header::{About, Header, HeaderReader};
use super::mime::{Leaf, parts};
use super::{Body, Part, body, uuencode};
use crate::document::{BlockKind, Language, Metadata, Span};

/// Media types that hold what this program cannot read, and what they are.
const SEALED: [(&str, &str); 5] = [
    ("application/ms-tnef", "Outlook's own format"),
    ("application/vnd.ms-tnef", "Outlook's own format"),
    ("application/pkcs7-mime", "an encrypted or sealed message (S/MIME)"),
    ("application/x-pkcs7-mime", "an encrypted or sealed message (S/MIME)"),
    ("application/pgp-encrypted", "an encrypted message (PGP)"),
];

/// Media types of signatures: they have nothing to read.
const SIGNATURES: [&str; 4] = [
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-keys",
];

/// Media types of files without a name, and the extension they get.
const EXTENSIONS: [(&str, &str); 10] = [
    ("message/rfc822", "eml"),
    ("message/global", "eml"),
    ("text/html", "html"),
    ("text/rtf", "rtf"),
    ("text/calendar", "ics"),
    ("text/csv", "csv"),
    ("text/xml", "xml"),
    ("application/pdf", "pdf"),
    ("application/rtf", "rtf"),
    ("application/msword", "doc"),
];

/// What is done with a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Plain,
    Html,
    File,
    /// It cannot be read, and this is what it is.
    Sealed(&'static str),
    Nothing,
}

/// Gives the text of a message and then its files; `label` says which of a file's messages it is.
pub fn read(
    bytes: &[u8],
    label: Option<&str>,
    reader: &HeaderReader,
    limits: &Limits,
    sink: &mut dyn FnMut(Part) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let parts = parts(bytes, reader, limits);
    let About { subject, language, facts, warnings } = reader.about(parts.header);
    let mut message = Text {
        transcript: Transcript {
            metadata: Metadata {
                title: subject.clone(),
                language: language.as_deref().and_then(Language::from_code),
                ..Metadata::default()
            },
            facts,
            part: label.map(str::to_owned),
            ..Transcript::default()
        },
        blocks: Vec::new(),
        html: String::new(),
        notes: Notes::default(),
        files: Vec::new(),
        max_text: limits.max_text,
    };
    message.notes.extend(warnings.into_iter().chain(parts.warnings));
    message.heading(subject.as_deref().unwrap_or_default());
    let roles = roles(&parts.leaves);
    for (leaf, role) in parts.leaves.iter().zip(&roles) {
        message.add(leaf, *role);
    }
    let mut names = Names { label, seen: HashMap::new() };
    let Text { transcript, html, files, .. } = message.finished();
    let body = if html.trim().is_empty() { Body::Plain } else { Body::Html(html) };
    sink(Part::Text { transcript, body })?;
    for (name, bytes) in files {
        let part = names.part(&name);
        sink(Part::File { name, bytes, part })?;
    }
    for (leaf, _) in parts.leaves.iter().zip(roles).filter(|(_, role)| *role == Role::File) {
        let name = file_name(&leaf.header);
        let part = names.part(&name);
        sink(Part::File { name, bytes: file_bytes(leaf), part })?;
    }
    ControlFlow::Continue(())
}

/// What to do with each part; of an alternative in plain text and in HTML, the plain text is read.
fn roles(leaves: &[Leaf]) -> Vec<Role> {
    let mut roles: Vec<Role> = leaves.iter().map(role).collect();
    let has_text = |leaf: &Leaf| !leaf.header.transfer.decode(leaf.body).0.trim_ascii().is_empty();
    let plain: HashSet<usize> = leaves
        .iter()
        .zip(&roles)
        .filter(|(leaf, role)| {
            **role == Role::Plain && leaf.alternative.is_some() && has_text(leaf)
        })
        .filter_map(|(leaf, _)| leaf.alternative)
        .collect();
    for (leaf, role) in leaves.iter().zip(&mut roles) {
        if *role == Role::Html && leaf.alternative.is_some_and(|number| plain.contains(&number)) {
            *role = Role::Nothing;
        }
    }
    roles
}

fn role(leaf: &Leaf) -> Role {
    let Header { media_type, name, is_attachment, .. } = &leaf.header;
    if SIGNATURES.contains(&media_type.as_str()) {
        return Role::Nothing;
    }
    if let Some((_, what)) = SEALED.iter().find(|(sealed, _)| sealed == media_type) {
        return Role::Sealed(what);
    }
    // Some programs give a name to the text that is the message itself.
    let is_file = *is_attachment || name.is_some() && !leaf.is_whole;
    match media_type.split_once('/') {
        Some(("message", "rfc822" | "global")) => Role::File,
        Some(("text", "html")) if !is_file => Role::Html,
        Some(("text", "html" | "calendar" | "csv" | "xml" | "rtf")) => Role::File,
        None | Some(("text" | "message" | "multipart", _)) if !is_file => Role::Plain,
        _ => Role::File,
    }
}

/// The text of a message as it grows.
struct Text {
    transcript: Transcript,
    blocks: Vec<TranscriptBlock>,
    html: String,
    notes: Notes,
    /// Files that stood in the text.
    files: Vec<(String, Vec<u8>)>,
    max_text: usize,
}

impl Text {
    fn heading(&mut self, subject: &str) {
        if !subject.is_empty() {
            self.transcript.text.push_str(subject);
            let span = 0..subject.len();
            let kind = BlockKind::Heading(1);
            self.blocks.push(TranscriptBlock { span, kind, keeps_lines: false });
        }
    }

    fn add(&mut self, leaf: &Leaf, role: Role) {
        if let Role::Sealed(what) = role {
            let name = file_name(&leaf.header);
            self.notes.push(format!("{name} is not read: {what}"));
        }
        if !matches!(role, Role::Plain | Role::Html) {
            return;
        }
        if self.transcript.text.len() + self.html.len() + leaf.body.len() > self.max_text {
            self.notes.push("too much text; a part of the message is not read".to_owned());
            return;
        }
        let mut warnings = Vec::new();
        let mut text = body::text(&leaf.header, leaf.body, &mut warnings);
        self.notes.extend(warnings);
        if role == Role::Html {
            self.html.push_str(&text);
            self.html.push('\n');
            return;
        }
        let files = uuencode::files(&text);
        if !files.is_empty() {
            text = without(&text, files.iter().map(|file| file.span.clone()));
        }
        self.files.extend(files.into_iter().map(|file| (file.name, file.bytes)));
        prose::append(&text, leaf.header.is_flowed, &mut self.transcript.text, &mut self.blocks);
    }

    fn finished(mut self) -> Text {
        self.transcript.blocks = Some(std::mem::take(&mut self.blocks));
        self.transcript.warnings = std::mem::take(&mut self.notes).finished();
        self
    }
}

/// The text without these spans of whole lines, blank lines in their place.
fn without(text: &str, spans: impl Iterator<Item = Span>) -> String {
    let (mut rest, mut at) = (String::with_capacity(text.len()), 0);
    for span in spans {
        rest.push_str(&text[at..span.start]);
        rest.push('\n');
        at = span.end;
    }
    rest + &text[at..]
}

/// Tells files of a message apart by name.
struct Names<'l> {
    label: Option<&'l str>,
    seen: HashMap<String, usize>,
}

impl Names<'_> {
    /// `message 3, attachment plan.pdf`, with a number after the name from the second of that name on.
    fn part(&mut self, name: &str) -> String {
        let count = self.seen.entry(name.to_owned()).or_default();
        *count += 1;
        let label = self.label.map(|label| format!("{label}, ")).unwrap_or_default();
        let number = if *count > 1 { format!(" ({count})") } else { String::new() };
        format!("{label}attachment {name}{number}")
    }
}

fn file_name(header: &Header) -> String {
    let extension = || {
        let kind = header.media_type.as_str();
        let known = EXTENSIONS.iter().find(|(known, _)| *known == kind);
        match (known, kind.split_once('/')) {
            (Some((_, extension)), _) => *extension,
            (None, Some(("text", _))) => "txt",
            // `image/png` and the like are called as their files.
            (None, Some((_, subtype))) if subtype.chars().all(|c| c.is_ascii_alphanumeric()) => {
                subtype
            }
            _ => "bin",
        }
    };
    header.name.clone().unwrap_or_else(|| format!("unnamed.{}", extension()))
}

/// The bytes of a part as a file; text in UTF-8 if its charset is told in the header, which the file has not.
fn file_bytes(leaf: &Leaf) -> Vec<u8> {
    let is_text = leaf.header.media_type.starts_with("text/");
    if !is_text || leaf.header.charset.is_none() {
        return leaf.header.transfer.decode(leaf.body).0.into_owned();
    }
    let text = body::text(&leaf.header, leaf.body, &mut Vec::new());
    // The mark goes before what HTML or XML may say about itself.
    let mark = if text.is_ascii() { "" } else { "\u{FEFF}" };
    format!("{mark}{text}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_bounded() {
        let source = multipart("mixed", &[PLAIN, "\nlonger than that"]);
        let limits = Limits { max_text: 12, ..Limits::default() };
        let mut shown = Vec::new();
        let _ = read(source.as_bytes(), None, &HeaderReader::default(), &limits, &mut |part| {
            if let Part::Text { transcript, .. } = part {
                shown.push((transcript.text, transcript.warnings));
            }
            ControlFlow::Continue(())
        });
        let warning = "too much text; a part of the message is not read";
        assert_eq!(shown, [("plain".to_owned(), vec![warning.to_owned()])]);
    }

    /// The parts, texts as `title|text|html` and files as `part=bytes`.
    fn shown(source: &str) -> (Vec<String>, Vec<String>) {
        let (mut shown, mut warnings) = (Vec::new(), Vec::new());
        let flow = read(
            source.as_bytes(),
            None,
            &HeaderReader::default(),
            &Limits::default(),
            &mut |part| {
                shown.push(match part {
                    Part::Text { transcript, body } => {
                        warnings.extend(transcript.warnings);
                        let html = if let Body::Html(html) = body { html } else { String::new() };
                        let title = transcript.metadata.title.unwrap_or_default();
                        format!("{title}|{}|{}", transcript.text, html.trim_end())
                    }
                    Part::File { bytes, part, .. } => {
                        format!("{part}={}", String::from_utf8_lossy(&bytes))
                    }
                });
                ControlFlow::Continue(())
            },
        );
        assert_eq!(flow, ControlFlow::Continue(()));
        (shown, warnings)
    }

    fn check(source: &str, expect: &[&str]) {
        assert_eq!(
            shown(source),
            (expect.iter().map(|part| (*part).to_owned()).collect(), Vec::new()),
            "{source}"
        );
    }

    fn multipart(kind: &str, parts: &[&str]) -> String {
        format!(
            "Content-Type: multipart/{kind}; boundary={kind}\n\n--{kind}\n{}\n--{kind}--\n",
            parts.join(&format!("\n--{kind}\n"))
        )
    }

    const PLAIN: &str = "\nplain";
    const HTML: &str = "Content-Type: text/html\n\n<p>";

    #[test]
    fn plain_text_goes_before_html() {
        check("Subject: S\n\nBody\n", &["S|S\n\nBody|"]);
        check(&multipart("alternative", &[PLAIN, HTML]), &["|plain|"]);
        check(&multipart("alternative", &["\n \n", HTML]), &["||<p>"]);
        check(&multipart("mixed", &[PLAIN, HTML]), &["|plain|<p>"]);
        let inner = multipart("related", &[HTML, "Content-Type: image/png\n\nP"]);
        check(
            &multipart("alternative", &[PLAIN, &inner]),
            &["|plain|", "attachment unnamed.png=P"],
        );
        check(
            &multipart("mixed", &[HTML, "Content-Type: application/pdf\n\n%", HTML]),
            &["||<p>\n<p>", "attachment unnamed.pdf=%"],
        );
    }

    #[test]
    fn files_are_documents() {
        let plan = "Content-Disposition: attachment; filename=plan.txt\n\nPlan";
        check(
            &multipart("mixed", &[plan, plan]),
            &["||", "attachment plan.txt=Plan", "attachment plan.txt (2)=Plan"],
        );
        let message = "Content-Type: message/rfc822\n\nSubject: In\n\nx";
        check(&multipart("mixed", &[message]), &["||", "attachment unnamed.eml=Subject: In\n\nx"]);
        let html = "Content-Type: text/html; charset=utf-8; name=a.html\nContent-Transfer-Encoding: quoted-printable\n\nf=C3=BCr";
        check(&multipart("mixed", &[html]), &["||", "attachment a.html=\u{FEFF}für"]);
        check(html, &["||für"]);
        check(
            "A: b\n\nSiehe\nbegin 644 a.txt\n#0V%T\n`\nend\nGruß",
            &["|Siehe\n\nGruß|", "attachment a.txt=Cat"],
        );
    }

    #[test]
    fn signatures_go_and_sealed_parts_are_told() {
        check(
            &multipart("signed", &[PLAIN, "Content-Type: application/pgp-signature\n\nx"]),
            &["|plain|"],
        );
        let (_, warnings) = shown("Content-Type: application/ms-tnef; name=winmail.dat\n\nx");
        assert_eq!(warnings, ["winmail.dat is not read: Outlook's own format"]);
    }
}
