//! Names and numbers as shells read them.
use super::*;
use crate::tokens::parse;

const FILE: &str = "
[role]
ink = \"Text.\"
ink_soft = \"Beside.\"
[light]
ink = \"#102030\"
ink_soft = \"#abcdef\"
[dark]
ink = \"#F0F0F0\"
ink_soft = \"#A0A0A0\"
[pairs]
decoration = [\"ink\", \"ink_soft\"]
[pairs.text]
[pairs.part]
[type]
body = { size = 16, line_height = 1.5, weight = 400, about = \"Lines.\" }
[space]
xl = 24
[radius]
card = 12
[target]
ios = 44
";

#[test]
fn kotlin_gets_opaque_colours_and_typed_sizes() {
    let made = kotlin(&parse(FILE).unwrap());
    for expected in [
        "        /** Beside. */\n        val inkSoft: Long,\n",
        "    val Light: Palette = Palette(\n        ink = 0xFF102030,\n        inkSoft = 0xFFABCDEF,\n    )\n",
        "    val Dark: Palette = Palette(\n        ink = 0xFFF0F0F0,\n",
        "        val body: Style = Style(size = 16f, lineHeight = 1.5f, weight = 400)\n",
        "    object Space {\n        const val xl: Int = 24\n    }\n",
        "    object Target {\n        const val ios: Int = 44\n    }\n",
    ] {
        assert!(made.contains(expected), "{expected}\nnot in\n{made}");
    }
}

#[test]
fn swift_gets_the_same_numbers() {
    let made = swift(&parse(FILE).unwrap());
    for expected in [
        "        public let inkSoft: UInt32\n",
        "    public static let light = Palette(\n        ink: 0xFF102030,\n        inkSoft: 0xFFABCDEF\n    )\n",
        "        public static let body = Style(size: 16, lineHeight: 1.5, weight: 400)\n",
        "    public enum Radius {\n        public static let card: Double = 12\n    }\n",
    ] {
        assert!(made.contains(expected), "{expected}\nnot in\n{made}");
    }
    assert!(!made.contains("enum Type"), "Swift keeps this name for itself");
}
