// Buttons with words on them; they grow with the words and are never smaller than a finger.

import ShellKit
import SwiftUI

/// How much a button asks for attention.
enum Weight {
  case main
  case soft
  case plain
}

struct PressButton: View {
  let text: String
  var weight: Weight = .soft
  var icon: String?
  /// What a voice says in place of the words; nil if they say all.
  var spoken: String?
  let onPress: () -> Void
  @Environment(\.palette) private var palette

  var body: some View {
    Button(action: onPress) {
      HStack(spacing: Tokens.Space.s) {
        if let icon {
          Image(systemName: icon).accessibilityHidden(true)
        }
        Words(text, Tokens.Text.label, color: ink)
      }
      .padding(.horizontal, Tokens.Space.l)
      .padding(.vertical, Tokens.Space.s)
      .frame(minWidth: Tokens.Target.ios, minHeight: Tokens.Target.ios)
      .background(ground, in: Capsule())
    }
    .buttonStyle(.plain)
    .foregroundStyle(ink)
    .accessibilityLabel(spoken ?? text)
  }

  private var ground: Color {
    switch weight {
    case .main: Color(token: palette.accent)
    case .soft: Color(token: palette.accentSoft)
    case .plain: .clear
    }
  }

  private var ink: Color {
    switch weight {
    case .main: Color(token: palette.onAccent)
    case .soft: Color(token: palette.onAccentSoft)
    case .plain: Color(token: palette.accent)
    }
  }
}

/// A button with an icon only.
struct IconPress: View {
  let icon: String
  let label: String
  let onPress: () -> Void

  var body: some View {
    Button(action: onPress) {
      Image(systemName: icon)
        .frame(minWidth: Tokens.Target.ios, minHeight: Tokens.Target.ios)
        .contentShape(Rectangle())
    }
    .accessibilityLabel(label)
  }
}
