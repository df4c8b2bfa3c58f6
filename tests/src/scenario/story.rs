//! Feeds that tests write: each story has words of its own, so that a search can prove it is there, or gone.

use app4g_core::clock::Timestamp;

use super::device::MORNING;

/// One item of a feed. `None` leaves the element out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Plain text; holds the story's word.
    pub title: String,
    /// Address of its page.
    pub link: Option<String>,
    /// What the feed calls it.
    pub guid: Option<String>,
    /// When it was published.
    pub date: Option<Timestamp>,
    /// A sentence or two, as HTML.
    pub summary: String,
    /// The whole text, as HTML.
    pub text: Option<String>,
}

impl Story {
    /// Story `number`, with date, guid and the whole text; its page is `{base}/tin/{number}`. Later numbers are newer.
    pub fn new(number: u32, base: &str) -> Self {
        Self {
            title: format!("Thử giống lúa {} ở vụ xuân", Self::word(number)),
            link: Some(format!("{base}/tin/{number}")),
            guid: Some(format!("tin-{number}")),
            date: Some(MORNING.plus(i64::from(number) * 60 - 86_400)),
            summary: format!("<p>Lứa {} được chăm ở ruộng trình diễn.</p>", Self::word(number)),
            text: Some(Self::long(number, "cấy thưa")),
        }
    }

    /// The same with a summary only.
    #[must_use]
    pub fn brief(self) -> Self {
        Self { text: None, ..self }
    }

    /// The same without a date.
    #[must_use]
    pub fn undated(self) -> Self {
        Self { date: None, ..self }
    }

    /// The word only this story has.
    pub fn word(number: u32) -> String {
        format!("k{number}x")
    }

    /// Text long enough to be a whole article, about `what`.
    pub fn long(number: u32, what: &str) -> String {
        let word = Self::word(number);
        let mut text = String::new();
        for day in 1..=12 {
            text.push_str(&format!(
                "<p>Ngày thứ {day}, tổ kỹ thuật ghi lại chiều cao cây của lô {word}, lượng nước trong ruộng và cách {what} \
                 mà bà con đã chọn từ đầu vụ.</p>"
            ));
        }
        text
    }
}

/// An RSS 2.0 document.
pub fn rss(title: &str, stories: &[Story]) -> String {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>{title}</title>\
         <link>https://tin.example/</link><description>Tin mẫu</description><language>vi</language>"
    );
    for story in stories {
        xml.push_str(&format!("<item><title>{}</title>", story.title));
        let mut element = |name: &str, value: Option<&String>| {
            if let Some(value) = value {
                xml.push_str(&format!("<{name}>{value}</{name}>"));
            }
        };
        element("link", story.link.as_ref());
        element("guid", story.guid.as_ref());
        element("pubDate", story.date.map(rfc822).as_ref());
        element("description", Some(&format!("<![CDATA[{}]]>", story.summary)));
        element("content:encoded", story.text.as_ref().map(|text| format!("<![CDATA[{text}]]>")).as_ref());
        xml.push_str("</item>");
    }
    xml + "</channel></rss>"
}

fn rfc822(moment: Timestamp) -> String {
    moment.in_vietnam().format("%a, %d %b %Y %H:%M:%S +0700").to_string()
}
