//! The committed file holds what it promises: contrast in both themes, room for stacked marks, sizes a thumb hits.
use super::*;
use crate::literal::camel;

fn committed() -> Tokens {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    read(&root).unwrap()
}

/// WCAG 2.2, relative luminance.
fn luminance(colour: u32) -> f64 {
    let [_, red, green, blue] = colour.to_be_bytes();
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

fn contrast(one: u32, other: u32) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Pairs that are not seen well enough, in either theme.
fn faint(tokens: &Tokens) -> Vec<String> {
    let mut found = Vec::new();
    for pair in &tokens.pairs {
        let least = if pair.need == Need::Text { 4.5 } else { 3.0 };
        for (theme, palette) in [("light", &tokens.light), ("dark", &tokens.dark)] {
            let contrast = contrast(palette[&pair.drawn], palette[&pair.ground]);
            if contrast < least {
                found.push(format!("{theme}: {} on {} {contrast:.2} < {least}", pair.drawn, pair.ground));
            }
        }
    }
    found
}

#[test]
fn contrast_is_computed_as_wcag_does() {
    assert!((contrast(0xFFFF_FFFF, 0xFF00_0000) - 21.0).abs() < 1e-9);
    assert!((contrast(0xFF77_7777, 0xFFFF_FFFF) - 4.478).abs() < 1e-3, "the known grey that just fails");
    assert_eq!(contrast(0xFF12_3456, 0xFF12_3456), 1.0);
}

#[test]
fn every_pair_is_legible_in_both_themes() {
    let faint = faint(&committed());
    assert!(faint.is_empty(), "{}", faint.join("\n"));
}

#[test]
fn a_pair_that_fades_is_found() {
    let mut tokens = committed();
    tokens.dark.insert("ink_soft".into(), 0xFF55_5555);
    assert!(faint(&tokens).iter().any(|found| found.starts_with("dark: ink_soft on ground")));
    assert!(!faint(&tokens).iter().any(|found| found.starts_with("light")));
}

#[test]
fn every_role_is_in_a_pair_or_says_that_nothing_depends_on_it() {
    let tokens = committed();
    for role in tokens.roles.keys() {
        let paired = tokens.pairs.iter().any(|pair| pair.ground == *role || pair.drawn == *role);
        assert!(paired != tokens.decoration.contains(role), "{role}");
    }
}

#[test]
fn dark_is_dark_and_not_black() {
    let tokens = committed();
    for role in ["ground", "surface", "surface_raised"] {
        assert!((0.005..0.03).contains(&luminance(tokens.dark[role])), "{role}");
        assert!(luminance(tokens.light[role]) > 0.85, "{role}");
    }
}

#[test]
fn lines_leave_room_for_two_marks() {
    let tokens = committed();
    for (name, style) in &tokens.scale {
        let least = match name.as_str() {
            "body" | "reading" | "small" => 1.5,
            "display" | "title" | "heading" | "subheading" => 1.4,
            _ => 1.35,
        };
        assert!(style.line_height >= least, "{name}: {} < {least}", style.line_height);
        assert!(style.size >= 14.0 && (400..=700).contains(&style.weight), "{name}");
    }
    let size = |name: &str| tokens.scale[name].size;
    assert!(size("display") > size("title") && size("title") > size("heading") && size("heading") > size("subheading"));
    assert!(size("reading") >= 18.0);
}

#[test]
fn the_file_has_the_roles_steps_and_sizes_that_shells_name() {
    let tokens = committed();
    let roles: Vec<_> = tokens.roles.keys().map(|role| camel(role)).collect();
    for role in
        "ground surface surfaceRaised ink inkSoft line accent onAccent accentSoft onAccentSoft good goodSoft caution \
        cautionSoft urgent urgentSoft marked link focus"
            .split_whitespace()
    {
        assert!(roles.iter().any(|known| known == role), "{role}");
    }
    for step in ["display", "title", "heading", "subheading", "body", "reading", "label", "small"] {
        assert!(tokens.scale.contains_key(step), "{step}");
    }
    let sizes = |name: &str| tokens.sizes[name].iter().map(|(step, size)| (step.as_str(), *size)).collect::<Vec<_>>();
    assert_eq!(sizes("space"), [("l", 16), ("m", 12), ("s", 8), ("xl", 24), ("xs", 4), ("xxl", 32)]);
    assert_eq!(sizes("radius"), [("card", 12), ("pill", 999), ("small", 6)]);
    assert_eq!(sizes("target"), [("android", 48), ("ios", 44)]);
}

#[test]
fn a_theme_without_a_role_or_with_another_is_refused() {
    let file = |light: &str, dark: &str| format!("[role]\nink = \"x\"\n[light]\n{light}\n[dark]\n{dark}\n[pairs]\n");
    let refused = |light: &str, dark: &str| parse(&file(light, dark)).unwrap_err();
    assert_eq!(refused("ink = \"#000000\"", ""), "dark lacks ink");
    assert_eq!(refused("ink = \"#000000\"\nblood = \"#FF0000\"", ""), "blood is no role");
    for wrong in ["#00000", "000000", "#GGGGGG", "#+12345", "#00000000"] {
        assert_eq!(refused(&format!("ink = \"{wrong}\""), ""), "light.ink is no #RRGGBB", "{wrong}");
    }
}
