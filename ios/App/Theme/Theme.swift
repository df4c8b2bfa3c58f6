// Colours, type and distances of the token file as SwiftUI wants them, given to every view by the environment.

import App4GCore
import ShellKit
import SwiftUI

extension EnvironmentValues {
  /// The colours of the theme in force.
  @Entry var palette = Tokens.light
  /// Words that only the shell shows.
  @Entry var strings = Strings.vi
  /// Size of text that the person set in the app, as a factor of what the system asks for.
  @Entry var textFactor = 1.0
}

extension Tokens.Palette {
  /// What is written in a tone.
  func ink(_ tone: Tone) -> Color {
    switch tone {
    case .neutral: Color(token: inkSoft)
    case .good: Color(token: good)
    case .caution: Color(token: caution)
    case .urgent: Color(token: urgent)
    }
  }

  /// The ground it is written on.
  func ground(_ tone: Tone) -> Color {
    switch tone {
    case .neutral: Color(token: surfaceRaised)
    case .good: Color(token: goodSoft)
    case .caution: Color(token: cautionSoft)
    case .urgent: Color(token: urgentSoft)
    }
  }
}

extension Color {
  /// 0xAARRGGBB, as the token file has it.
  init(token: UInt32) {
    self.init(
      .sRGB,
      red: Double((token >> 16) & 0xFF) / 255,
      green: Double((token >> 8) & 0xFF) / 255,
      blue: Double(token & 0xFF) / 255,
      opacity: Double((token >> 24) & 0xFF) / 255)
  }
}

/// Sets a text in a step of the type scale. It grows with the system's text size and with the app's own; its lines are high
/// enough for stacked Vietnamese marks.
private struct Typed: ViewModifier {
  /// Line height of the system's font as a multiple of its size; the token asks for more, never for less.
  private static let natural = 1.2

  private let style: Tokens.Style
  @Environment(\.textFactor) private var factor
  @ScaledMetric private var scaled: Double

  init(style: Tokens.Style) {
    self.style = style
    _scaled = ScaledMetric(wrappedValue: style.size, relativeTo: style.kin)
  }

  func body(content: Content) -> some View {
    let size = scaled * factor
    content
      .font(.system(size: size, weight: weight))
      .lineSpacing(size * max(0, style.lineHeight - Self.natural))
  }

  private var weight: Font.Weight {
    switch style.weight {
    case ..<450: .regular
    case ..<550: .medium
    case ..<650: .semibold
    default: .bold
    }
  }
}

extension Tokens.Style {
  /// The system's own style of that size: large ones grow less than small ones, or a title would leave room for two words a line.
  var kin: Font.TextStyle {
    switch size {
    case 26...: .largeTitle
    case 22..<26: .title2
    case 19..<22: .title3
    case 16..<19: .body
    default: .subheadline
    }
  }
}

extension View {
  /// Sets the text of this view in a step of the type scale.
  func typed(_ style: Tokens.Style) -> some View {
    modifier(Typed(style: style))
  }
}

/// Gives what the person chose in Settings to everything below.
struct Themed<Content: View>: View {
  let appearance: Appearance
  @ViewBuilder let content: Content
  @Environment(\.colorScheme) private var system

  var body: some View {
    let palette = isDark ? Tokens.dark : Tokens.light
    content
      .environment(\.palette, palette)
      .environment(\.strings, Strings.of(appearance.language))
      .environment(\.locale, Locale(identifier: appearance.language))
      .environment(\.textFactor, Double(appearance.textPercent) / 100)
      .tint(Color(token: palette.accent))
      .preferredColorScheme(scheme)
  }

  private var isDark: Bool {
    switch appearance.theme {
    case .system: system == .dark
    case .light: false
    case .dark: true
    }
  }

  private var scheme: ColorScheme? {
    switch appearance.theme {
    case .system: nil
    case .light: .light
    case .dark: .dark
    }
  }
}
