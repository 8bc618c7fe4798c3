//! The Dublin Core properties of an XMP packet.

use quick_xml::events::Event;
use quick_xml::reader::Reader;

use super::text_string;

/// Longest packet that is read, in bytes.
const MAX_PACKET: usize = 1 << 20;

/// What is read: the property's local name and its key.
const PROPERTIES: [(&str, &str); 8] = [
    ("title", "title"),
    ("creator", "author"),
    ("subject", "subject"),
    ("description", "subject"),
    ("publisher", "publisher"),
    ("date", "date"),
    ("language", "language"),
    ("source", "source"),
];

/// Every value of every property that is read, in the order of the packet; what is malformed ends it.
pub fn read(packet: &[u8]) -> Vec<(&'static str, String)> {
    let packet = &packet[..packet.len().min(MAX_PACKET)];
    let text = match packet {
        [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] => text_string::decode(packet),
        _ => String::from_utf8_lossy(packet).into_owned(),
    };
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    let mut facts = Vec::new();
    let mut key: Option<&'static str> = None;
    let mut value = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                let name = tag.name();
                let name = name.as_ref();
                if let Some(local) = name.strip_prefix("dc:") {
                    let known = PROPERTIES.iter().find(|(property, _)| *property == local);
                    key = known.map(|(_, key)| *key);
                }
                value.clear();
            }
            Ok(Event::Text(text)) if key.is_some() => {
                value.push_str(&text);
            }
            Ok(Event::GeneralRef(name)) if key.is_some() => {
                let reference = format!("&{};", &*name);
                value.push_str(&quick_xml::escape::unescape(&reference).unwrap_or_default());
            }
            Ok(Event::End(tag)) => {
                let words: Vec<&str> = value.split_whitespace().collect();
                if let Some(key) = key.filter(|_| !words.is_empty()) {
                    facts.push((key, words.join(" ")));
                }
                value.clear();
                if tag.name().as_ref().starts_with("dc:") {
                    key = None;
                }
            }
            Ok(Event::Eof) | Err(_) => return facts,
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dublin_core_is_read() {
        let packet = "<?xpacket begin='\u{FEFF}'?><x:xmpmeta><rdf:RDF><rdf:Description>\
            <dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Br&#252;der &amp;\n S\u{F6}hne</rdf:li></rdf:Alt></dc:title>\
            <dc:creator><rdf:Seq><rdf:li>A</rdf:li><rdf:li>B</rdf:li></rdf:Seq></dc:creator>\
            <xmp:CreateDate>2001</xmp:CreateDate><dc:rights>none</dc:rights>\
            </rdf:Description></rdf:RDF></x:xmpmeta>";
        let expect = [("title", "Brüder & Söhne"), ("author", "A"), ("author", "B")];
        assert_eq!(read(packet.as_bytes()), expect.map(|(key, value)| (key, value.to_string())));
    }

    #[test]
    fn malformed_packets_give_what_they_can() {
        assert_eq!(read(b"<dc:title>A</dc:title><dc:creator>B</"), [("title", "A".to_string())]);
        assert_eq!(read(b"\xFF\0<<>"), []);
    }
}
