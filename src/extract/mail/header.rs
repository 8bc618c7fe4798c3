//! What the header of a message or of a part of one says.

use mail_parser::{
    Address, ContentType, GetHeader, HeaderName, HeaderValue, Message, MessageParser, MimeHeaders,
};

use super::super::encoding::{Charset, Decoded, decode};
use super::transfer::Transfer;

/// Reads headers; made once for a file.
pub struct HeaderReader {
    parser: MessageParser,
}

/// A header, as far as it says how to read the body.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// `text/plain` and the like, in lower case; empty where none is given.
    pub media_type: String,
    pub charset: Option<String>,
    pub boundary: Option<String>,
    /// The name of the file the body is.
    pub name: Option<String>,
    /// Whether the body is meant to be saved, not shown.
    pub is_attachment: bool,
    /// Whether lines that end with a blank run on (RFC 3676).
    pub is_flowed: bool,
    pub transfer: Transfer,
}

/// A header, as far as it tells of the message.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct About {
    pub subject: Option<String>,
    /// The code of `Content-Language`.
    pub language: Option<String>,
    pub facts: Vec<(String, String)>,
    /// What was guessed.
    pub warnings: Vec<String>,
}

impl Default for HeaderReader {
    fn default() -> Self {
        let parser = MessageParser::new()
            .with_mime_headers()
            .header_text(HeaderName::Subject)
            .header_address(HeaderName::From)
            .header_address(HeaderName::To)
            .header_address(HeaderName::Cc)
            .header_raw(HeaderName::MessageId)
            .header_raw(HeaderName::Date)
            .header_text(HeaderName::ContentLanguage)
            .header_text(HeaderName::Other("Snapshot-Content-Location".into()))
            .default_header_ignore();
        HeaderReader { parser }
    }
}

impl HeaderReader {
    /// How to read the body.
    pub fn header(&self, bytes: &[u8]) -> Header {
        let header = self.header_as_it_stands(bytes);
        match header.name.as_deref().is_some_and(is_damaged) {
            true => self.header_as_it_stands(decoded(bytes, &header).text.as_bytes()),
            false => header,
        }
    }

    /// What is told of the message.
    pub fn about(&self, bytes: &[u8]) -> About {
        let about = self.about_as_it_stands(bytes);
        if !about.facts.iter().any(|(_, value)| is_damaged(value)) {
            return about;
        }
        let decoded = decoded(bytes, &self.header_as_it_stands(bytes));
        let warnings = decoded.warnings.iter().map(|warning| format!("mail header: {warning}"));
        About { warnings: warnings.collect(), ..self.about_as_it_stands(decoded.text.as_bytes()) }
    }

    fn header_as_it_stands(&self, bytes: &[u8]) -> Header {
        let Some(message) = self.parser.parse_headers(bytes) else {
            return Header::default();
        };
        let part = &message.parts[0];
        let content_type = part.content_type();
        let attribute = |name| content_type.and_then(|value| value.attribute(name)).map(clean);
        Header {
            media_type: content_type.map(media_type).unwrap_or_default(),
            charset: attribute("charset"),
            boundary: attribute("boundary").filter(|boundary| !boundary.is_empty()),
            name: part.attachment_name().map(clean).filter(|name| !name.is_empty()),
            is_attachment: part.content_disposition().is_some_and(ContentType::is_attachment),
            is_flowed: attribute("format")
                .is_some_and(|format| format.eq_ignore_ascii_case("flowed")),
            transfer: Transfer::from_name(part.content_transfer_encoding().unwrap_or_default()),
        }
    }

    fn about_as_it_stands(&self, bytes: &[u8]) -> About {
        let Some(message) = self.parser.parse_headers(bytes) else { return About::default() };
        let text = |name: HeaderName<'static>| {
            let header = message.parts[0].headers.header_value(&name)?;
            Some(clean(header.as_text()?)).filter(|value| !value.is_empty())
        };
        let addresses = |name: HeaderName<'static>| addresses(&message, name);
        let subject = text(HeaderName::Subject);
        let location = HeaderName::Other("Snapshot-Content-Location".into());
        let facts = [
            ("subject", subject.clone()),
            ("from", addresses(HeaderName::From)),
            ("to", addresses(HeaderName::To)),
            ("cc", addresses(HeaderName::Cc)),
            ("date", text(HeaderName::Date)),
            ("id", text(HeaderName::MessageId).map(|id| id.trim_matches(['<', '>']).to_owned())),
            ("url", text(location)),
        ];
        let facts =
            facts.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect();
        let language = text(HeaderName::ContentLanguage);
        About { subject, language, facts, warnings: Vec::new() }
    }
}

/// Whether a value has bytes that are not UTF-8 outside encoded words.
fn is_damaged(value: &str) -> bool {
    value.contains(char::REPLACEMENT_CHARACTER)
}

/// The header in the charset it has: before RFC 2047, programs wrote names as they wrote the text.
fn decoded(bytes: &[u8], header: &Header) -> Decoded {
    let charset = header.charset.as_deref().unwrap_or_default();
    decode(bytes, None, Charset::from_name(charset))
}

fn media_type(value: &ContentType) -> String {
    let kind = format!("{}/{}", value.ctype(), value.subtype().unwrap_or_default());
    kind.trim_end_matches('/').to_ascii_lowercase()
}

/// All addresses of the fields of a name: `Name <address>`, separated by commas.
fn addresses(message: &Message, name: HeaderName<'static>) -> Option<String> {
    let fields = message.parts[0].headers.iter().filter(|header| header.name == name);
    let mut written = Vec::new();
    for address in fields.filter_map(|field| match &field.value {
        HeaderValue::Address(address) => Some(address),
        _ => None,
    }) {
        match address {
            Address::List(list) => written.extend(list.iter().map(one_address)),
            Address::Group(groups) => written.extend(groups.iter().map(|group| {
                let members: Vec<_> = group.addresses.iter().map(one_address).collect();
                match group.name.as_deref().map(clean) {
                    Some(name) => format!("{name}: {}", members.join(", ")),
                    None => members.join(", "),
                }
            })),
        }
    }
    written.retain(|address| !address.is_empty());
    (!written.is_empty()).then(|| written.join(", "))
}

fn one_address(address: &mail_parser::Addr) -> String {
    match (address.name().map(clean), address.address().map(clean)) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (name, address) => name.or(address).unwrap_or_default(),
    }
}

/// A value on one line.
fn clean(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(header: &str, key: &str) -> Option<String> {
        let about = HeaderReader::default().about(header.as_bytes());
        about.facts.into_iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    #[test]
    fn facts_are_decoded() {
        let check = |header: &str, key: &str, expect: &str| {
            assert_eq!(fact(header, key).as_deref(), Some(expect), "{header}");
        };
        check(
            "Subject: =?iso-8859-1?Q?Gr=FC=DFe?=\r\n =?utf-8?B?IGF1cyBCZXJsaW4=?=\r\n",
            "subject",
            "Grüße aus Berlin",
        );
        check("SUBJECT: a\n  b\n", "subject", "a b");
        check("From: =?koi8-r?B?8NXby8nO?= <p@x.ru>\n", "from", "Пушкин <p@x.ru>");
        check("To: a@b, \"M, N\" <c@d>\nTo: e@f\n", "to", "a@b, M, N <c@d>, e@f");
        check("Cc: Rat: a@b, c@d;\n", "cc", "Rat: a@b, c@d");
        check("Date: Fri, 30 Aug 1960 12:00 +0100\n", "date", "Fri, 30 Aug 1960 12:00 +0100");
        check("Message-ID: <1@x>\n", "id", "1@x");
        check("Subject: =?utf-7?Q?Gr+APwA3w-e?=\n", "subject", "Grüße");
        assert_eq!(fact("Subject:\nTo: undisclosed-recipients:;\n", "subject"), None);
    }

    #[test]
    fn raw_bytes_in_a_header_are_guessed() {
        let about = HeaderReader::default().about(b"Subject: Gr\xFC\xDFe aus M\xFCnchen\n");
        assert_eq!(about.subject.as_deref(), Some("Grüße aus München"));
        assert_eq!(about.warnings, ["mail header: encoding guessed: windows-1252"]);
        let cyrillic =
            b"Content-Type: text/plain; charset=koi8-r\nSubject: \xF0\xD5\xDB\xCB\xC9\xCE\n";
        let about = HeaderReader::default().about(cyrillic);
        assert_eq!((about.subject.as_deref(), about.warnings.len()), (Some("Пушкин"), 0));
        let in_a_word = HeaderReader::default().about(b"Subject: =?iso-8859-1?Q?Gr\xFC=DFe?=\n");
        assert_eq!((in_a_word.subject.as_deref(), in_a_word.warnings.len()), (Some("Grüße"), 0));
    }

    #[test]
    fn the_body_is_described() {
        let header = HeaderReader::default().header(
            b"Content-Type: TEXT/Plain; charset=\"ISO-8859-1\"; format=flowed\n\
              Content-Transfer-Encoding: Base64\n\
              Content-Disposition: attachment; filename*=utf-8''Pl%C3%A4ne.txt\n",
        );
        assert_eq!(
            header,
            Header {
                media_type: "text/plain".to_owned(),
                charset: Some("ISO-8859-1".to_owned()),
                boundary: None,
                name: Some("Pläne.txt".to_owned()),
                is_attachment: true,
                is_flowed: true,
                transfer: Transfer::Base64,
            }
        );
        assert_eq!(HeaderReader::default().header(b""), Header::default());
    }
}
