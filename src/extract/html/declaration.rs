//! The encoding an HTML or XHTML file says it is in.

use super::super::encoding::Charset;

/// How much of a file is searched, in bytes. The HTML Standard asks for 1024; some pages come to it later.
const HEAD: usize = 1 << 13;

/// The encoding declared in an XML declaration or a `meta` element; `None` for none or an unknown one.
pub fn declared_encoding(bytes: &[u8]) -> Option<Charset> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let xml = head
        .trim_start()
        .strip_prefix("<?xml")
        .and_then(|rest| value(rest.split("?>").next()?, "encoding"));
    let mut metas =
        head.split("<meta").skip(1).filter_map(|rest| value(rest.split('>').next()?, "charset"));
    xml.or_else(|| metas.next()).and_then(Charset::from_name)
}

/// The value of `key=value` in `text`, without quotes.
fn value<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(key)?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    rest.split(|c: char| c.is_whitespace() || "\"';/?>".contains(c)).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_found() {
        let check = |source: &str, name| {
            assert_eq!(declared_encoding(source.as_bytes()).map(Charset::name), name, "{source}")
        };
        check("<html><META CHARSET=\"ISO-8859-1\">", Some("windows-1252"));
        check(
            "<meta name=x><meta http-equiv='Content-Type' content='text/html; charset=utf-8'/>",
            Some("UTF-8"),
        );
        check("<?xml version=\"1.0\" encoding='iso-8859-15'?><html>", Some("ISO-8859-15"));
        check("<meta charset=koi8-r/>", Some("KOI8-R"));
        check("<meta charset=ibm850>", Some("IBM850"));
        check("<meta charset=unheard-of>", None);
        check("<p>charset=utf-8", None);
    }
}
