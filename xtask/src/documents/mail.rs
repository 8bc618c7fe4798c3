//! Mails and mailboxes, written as mail programs do.

/// Bytes of a base64 line before they are encoded.
const BASE64_LINE: usize = 57;

/// Longest line of quoted-printable text.
const QUOTED_LINE: usize = 75;

const BOUNDARY: &str = "=_part_of_a_letter";

/// A letter: its header, an empty line and its text in UTF-8; and a text file that goes with it.
pub struct Letter<'t> {
    pub text: &'t str,
    pub file: Option<(&'t str, &'t str)>,
}

/// A mailbox of letters.
pub fn mbox(letters: &[Letter]) -> String {
    let separator = "From sender@example.org Mon Mar  4 08:00:00 2024\n";
    letters.iter().map(|letter| format!("{separator}{}\n", message(letter))).collect()
}

/// A single mail.
pub fn message(letter: &Letter) -> String {
    let (header, body) = letter.text.split_once("\n\n").unwrap_or((letter.text, ""));
    let header: String = header.lines().map(|line| encoded_field(line) + "\n").collect();
    let text = text_part(body);
    match letter.file {
        None => format!("{header}MIME-Version: 1.0\n{text}"),
        Some((name, content)) => {
            let file = format!(
                "Content-Type: text/plain; charset=utf-8; name=\"{name}\"\n\
                 Content-Disposition: attachment; filename=\"{name}\"\n\
                 Content-Transfer-Encoding: base64\n\n{}",
                base64(content.as_bytes())
            );
            format!(
                "{header}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"{BOUNDARY}\"\n\n\
                 --{BOUNDARY}\n{text}\n--{BOUNDARY}\n{file}\n--{BOUNDARY}--\n"
            )
        }
    }
}

/// A field of the header; a word that is not ASCII is encoded (RFC 2047).
fn encoded_field(line: &str) -> String {
    let encoded = |word: &str| match word.is_ascii() {
        true => word.to_owned(),
        false => format!("=?utf-8?Q?{}?=", word.bytes().map(quoted).collect::<String>()),
    };
    line.split(' ').map(encoded).collect::<Vec<_>>().join(" ")
}

fn text_part(body: &str) -> String {
    if body.is_ascii() {
        return format!("Content-Type: text/plain; charset=us-ascii\n\n{body}");
    }
    let lines: String = body.lines().map(|line| quoted_line(line) + "\n").collect();
    format!(
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n{lines}"
    )
}

/// A line as quoted-printable, broken where it is too long.
fn quoted_line(line: &str) -> String {
    let (mut out, mut len) = (String::new(), 0);
    for byte in line.bytes() {
        let code = quoted(byte);
        if len + code.len() > QUOTED_LINE {
            out += "=\n";
            len = 0;
        }
        len += code.len();
        out += &code;
    }
    out
}

fn quoted(byte: u8) -> String {
    match byte {
        b'=' | b'?' | b'_' | 0x80.. => format!("={byte:02X}"),
        byte => char::from(byte).to_string(),
    }
}

/// Bytes as lines of base64.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for line in bytes.chunks(BASE64_LINE) {
        for triple in line.chunks(3) {
            let bits =
                (0..3).fold(0, |bits, at| bits << 8 | u32::from(*triple.get(at).unwrap_or(&0)));
            for at in 0..4 {
                let digit = DIGITS[(bits >> (18 - 6 * at) & 63) as usize];
                out.push(if at <= triple.len() { char::from(digit) } else { '=' });
            }
        }
        out.push('\n');
    }
    out
}
