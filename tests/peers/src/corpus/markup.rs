//! The HTML that editors and content management systems make of an article.

use std::fmt::Write as _;

use super::Entry;

/// Text as HTML, or HTML as XML text.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            other => out.push(other),
        }
    }
    out
}

/// As PHP's `htmlspecialchars` does it: quotes too.
pub(super) fn escape_quotes(text: &str) -> String {
    escape(text).replace('"', "&quot;").replace('\'', "&#039;")
}

/// WordPress' typography: curly quotes, dashes and dots as numbers.
fn texturize(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut opening = true;
    for part in escape(text).replace("...", "&#8230;").replace(" - ", " &#8211; ").split_inclusive('"') {
        match part.strip_suffix('"') {
            Some(head) => {
                out.push_str(head);
                out.push_str(if opening { "&#8220;" } else { "&#8221;" });
                opening = !opening;
            }
            None => out.push_str(part),
        }
    }
    out
}

/// CKEditor with `entities_latin`, as most portals run it: letters of Latin-1 by name.
fn named_letters(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for letter in text.chars() {
        let name = match letter {
            '&' => "amp",
            '<' => "lt",
            '>' => "gt",
            '"' => "quot",
            'à' => "agrave",
            'á' => "aacute",
            'â' => "acirc",
            'ã' => "atilde",
            'è' => "egrave",
            'é' => "eacute",
            'ê' => "ecirc",
            'ì' => "igrave",
            'í' => "iacute",
            'ò' => "ograve",
            'ó' => "oacute",
            'ô' => "ocirc",
            'õ' => "otilde",
            'ù' => "ugrave",
            'ú' => "uacute",
            'ý' => "yacute",
            'Á' => "Aacute",
            'Â' => "Acirc",
            'Ô' => "Ocirc",
            '–' => "ndash",
            '“' => "ldquo",
            '”' => "rdquo",
            '…' => "hellip",
            other => {
                out.push(other);
                continue;
            }
        };
        out.push('&');
        out.push_str(name);
        out.push(';');
    }
    out
}

/// The first words of the article.
pub(super) fn teaser(entry: &Entry<'_>, characters: usize) -> String {
    let text = entry.article.body.replace('\n', " ");
    let end = text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at);
    let head = text.get(..end).unwrap_or(&text);
    head.rsplit_once(' ').map_or(head, |(words, _)| words).to_owned()
}

/// A paragraph with a few words in bold or linked, as editors do.
fn emphasised(text: &str, entry: &mut Entry<'_>, bold: [&str; 2]) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    if words.len() < 12 || !entry.draw.one_in(3) {
        return text.to_owned();
    }
    let from = entry.draw.below(words.len() as u64 - 8) as usize;
    let (before, after) = words.split_at(from);
    let (inside, after) = after.split_at(4.min(after.len()));
    if inside.iter().any(|word| word.contains(['<', '&'])) {
        return text.to_owned();
    }
    let inside = inside.join(" ");
    let inside = if entry.draw.one_in(2) {
        format!("<a href=\"https://tin.example.vn/chu-de/{}.html\" title=\"{inside}\">{inside}</a>", entry.number)
    } else {
        let [open, close] = bold;
        format!("{open}{inside}{close}")
    };
    format!("{} {inside} {}", before.join(" "), after.join(" "))
}

const STRONG: [&str; 2] = ["<strong>", "</strong>"];

/// The block editor of WordPress 6.
pub(super) fn wordpress(entry: &mut Entry<'_>) -> String {
    let mut out = String::new();
    let number = entry.number;
    for (place, line) in entry.article.body.lines().enumerate() {
        let text = emphasised(&texturize(line), entry, STRONG);
        if place % 7 == 6 {
            let _ = write!(out, "\n\n<h2 class=\"wp-block-heading\">{text}</h2>\n");
        } else {
            let _ = write!(out, "\n<p>{text}</p>\n");
        }
        if place % 5 == 1 {
            let file = format!("https://blog.example.vn/wp-content/uploads/2024/03/anh-{number}-{place}");
            let _ = write!(
                out,
                "\n\n<figure class=\"wp-block-image size-large\"><img loading=\"lazy\" decoding=\"async\" width=\"1024\" \
                 height=\"683\" src=\"{file}-1024x683.jpg\" alt=\"Ảnh {place}\" class=\"wp-image-{number}\" \
                 srcset=\"{file}-1024x683.jpg 1024w, {file}-300x200.jpg 300w, {file}-768x512.jpg 768w, {file}.jpg 1200w\" \
                 sizes=\"(max-width: 1024px) 100vw, 1024px\" /><figcaption class=\"wp-element-caption\">Ảnh minh họa \
                 {place}.</figcaption></figure>\n\n"
            );
        }
    }
    let title = escape(&entry.article.title);
    let _ = write!(
        out,
        "<p>The post <a href=\"https://blog.example.vn/{number}/\">{title}</a> appeared first on <a \
         href=\"https://blog.example.vn\">Blog mẫu</a>.</p>\n"
    );
    out
}

/// TinyMCE in Joomla with K2.
pub(super) fn joomla(entry: &mut Entry<'_>) -> String {
    let mut out = format!(
        "<div class=\"K2FeedImage\"><img src=\"https://so.example.vn/media/k2/items/cache/{:08x}_S.jpg\" alt=\"\" \
         /></div><div class=\"K2FeedIntroText\">",
        entry.number
    );
    for (place, line) in entry.article.body.lines().enumerate() {
        let text = emphasised(&escape(line).replace('"', "&quot;"), entry, STRONG);
        let _ = write!(out, "<p style=\"text-align: justify;\"><span style=\"font-size: 12pt;\">{text}</span></p>\r\n");
        match place {
            0 => out.push_str("</div><div class=\"K2FeedFullText\">\r\n"),
            _ if place % 6 == 3 => {
                let _ = write!(
                    out,
                    "<p style=\"text-align: center;\"><img src=\"images/2024/{}/anh{place}.jpg\" alt=\"anh{place}\" \
                     width=\"600\" height=\"400\" /></p>\r\n",
                    entry.number
                );
            }
            _ => {}
        }
    }
    out.push_str("</div>");
    out
}

/// A portal of the ASP.NET kind: divs, hard spaces, upper-case tags from an old editor.
pub(super) fn aspnet(entry: &mut Entry<'_>) -> String {
    let mut out = String::from("<DIV class=bodytext>");
    for (place, line) in entry.article.body.lines().enumerate() {
        let text = emphasised(&escape(line), entry, ["<B>", "</B>"]);
        let _ = write!(out, "<P align=justify>&nbsp;&nbsp;&nbsp; {text}</P>\r\n");
        if place % 6 == 2 {
            let _ = write!(
                out,
                "<TABLE border=0 cellSpacing=0 cellPadding=3 width=400 align=center><TBODY><TR><TD><IMG border=0 \
                 src=\"/Uploads/Image/{}/{place}.jpg\" width=400></TD></TR><TR><TD align=center><EM>Ảnh: sưu \
                 tầm</EM></TD></TR></TBODY></TABLE>\r\n",
                entry.number
            );
        }
    }
    out.push_str("<P align=right><B>Nguồn: Cổng mẫu</B></P></DIV>");
    out
}

/// Fields within fields.
pub(super) fn drupal(entry: &mut Entry<'_>) -> String {
    let mut out = format!(
        "<div class=\"field field-name-field-image field-type-image field-label-hidden\"><div class=\"field-items\"><div \
         class=\"field-item even\"><img typeof=\"foaf:Image\" \
         src=\"https://vien.example.vn/sites/default/files/styles/medium/public/field/image/{}.jpg?itok=aB3dE\" \
         width=\"220\" height=\"147\" alt=\"\" /></div></div></div><div class=\"field field-name-body \
         field-type-text-with-summary field-label-hidden\"><div class=\"field-items\"><div class=\"field-item even\" \
         property=\"content:encoded\">",
        entry.number
    );
    for line in entry.article.body.lines() {
        let text = emphasised(&escape(line), entry, STRONG);
        let _ = write!(out, "<p>{text}</p>\n");
    }
    out.push_str("</div></div></div>");
    out
}

/// CKEditor in Liferay: nested spans, letters by name.
pub(super) fn liferay(entry: &mut Entry<'_>) -> String {
    let mut out = String::new();
    for (place, line) in entry.article.body.lines().enumerate() {
        let text = named_letters(line);
        let _ = write!(
            out,
            "<p style=\"text-align: justify;\"><span style=\"font-size:14px;\"><span \
             style=\"font-family:Arial,Helvetica,sans-serif;\">{text}</span></span></p>\n\n"
        );
        if place % 6 == 4 {
            let _ = write!(
                out,
                "<p style=\"text-align: center;\"><img alt=\"\" src=\"/documents/20182/{0}/anh-{place}.jpg/8c1f?t=17{0}\" \
                 style=\"width: 600px; height: 400px;\" /></p>\n\n",
                entry.number
            );
        }
    }
    out
}

/// Word, pasted into SharePoint.
pub(super) fn sharepoint(entry: &mut Entry<'_>) -> String {
    let mut out = format!("<div><b>Tiêu đề:</b> {}</div>\r\n<div><b>Nội dung:</b> ", escape(&entry.article.title));
    let _ = write!(out, "<div class=\"ExternalClass{:032X}\">", 0x9f3d_u64.wrapping_mul(entry.number as u64 + 1));
    for line in entry.article.body.lines() {
        let text = emphasised(&escape(line), entry, ["<b style=\"mso-bidi-font-weight:normal\">", "</b>"]);
        let _ = write!(
            out,
            "<p class=\"MsoNormal\" style=\"margin:6pt 0cm;text-align:justify;text-indent:36pt\"><span lang=\"VI\" \
             style=\"font-size:14pt;font-family:'Times New Roman',serif\">{text}<o:p></o:p></span></p>"
        );
    }
    let _ = write!(out, "<p>​&#160;</p></div></div>\r\n<div><b>Ngày hết hạn:</b> 31/12/2024</div>\r\n");
    out
}

/// Blogger: line breaks for paragraphs, pictures in separators.
pub(super) fn blogger(entry: &mut Entry<'_>) -> String {
    let mut out = format!(
        "<div class=\"separator\" style=\"clear: both; text-align: center;\"><a \
         href=\"https://blogger.example.vn/img/a/AVvXsEh{0:x}=s1200\" style=\"margin-left: 1em; margin-right: 1em;\"><img \
         border=\"0\" data-original-height=\"800\" data-original-width=\"1200\" height=\"426\" \
         src=\"https://blogger.example.vn/img/a/AVvXsEh{0:x}=w640-h426\" width=\"640\" /></a></div><br />",
        entry.number
    );
    for line in entry.article.body.lines() {
        let text = emphasised(&escape(line), entry, ["<b>", "</b>"]);
        let _ = write!(out, "<div style=\"text-align: justify;\">{text}</div><br />");
    }
    out
}

/// What the site's generator makes of Markdown.
pub(super) fn markdown(entry: &mut Entry<'_>) -> String {
    let mut out = String::new();
    for line in entry.article.body.lines() {
        let text = emphasised(&escape(line), entry, STRONG);
        let _ = write!(out, "<p>{text}</p>\n");
    }
    out
}
