// Chips beside each other as long as there is room, then below.

import App4GCore
import ShellKit
import SwiftUI

/// Lays views out like words: in lines, from the leading edge.
struct ChipRow: Layout {
  var spacing: Double = Tokens.Space.s

  func sizeThatFits(proposal: ProposedViewSize, subviews: Subviews, cache _: inout ()) -> CGSize {
    let placed = places(in: proposal.width ?? .infinity, subviews)
    let width = placed.map { $0.origin.x + $0.size.width }.max() ?? 0
    let height = placed.map { $0.origin.y + $0.size.height }.max() ?? 0
    return CGSize(width: width, height: height)
  }

  func placeSubviews(in bounds: CGRect, proposal _: ProposedViewSize, subviews: Subviews, cache _: inout ()) {
    for (subview, place) in zip(subviews, places(in: bounds.width, subviews)) {
      let origin = CGPoint(x: bounds.minX + place.origin.x, y: bounds.minY + place.origin.y)
      subview.place(at: origin, proposal: ProposedViewSize(place.size))
    }
  }

  private func places(in width: CGFloat, _ subviews: Subviews) -> [CGRect] {
    var places: [CGRect] = []
    var (x, y, line): (CGFloat, CGFloat, CGFloat) = (0, 0, 0)
    for subview in subviews {
      let size = subview.sizeThatFits(ProposedViewSize(width: width, height: nil))
      if x > 0, x + size.width > width {
        (x, y, line) = (0, y + line + spacing, 0)
      }
      places.append(CGRect(origin: CGPoint(x: x, y: y), size: size))
      x += size.width + spacing
      line = max(line, size.height)
    }
    return places
  }
}

/// A chosen value; a tap takes it back.
struct ChosenChip: View {
  let chip: Chip
  let onTakeBack: () -> Void

  var body: some View {
    Button(action: onTakeBack) {
      Pill(text: chip.label, icon: "xmark", isChosen: true)
    }
    .buttonStyle(.plain)
    .accessibilityLabel(chip.spoken)
  }
}

/// Something that may be typed instead.
struct SuggestionChip: View {
  let suggestion: Suggestion
  let onTake: () -> Void

  var body: some View {
    Button(action: onTake) {
      Pill(text: suggestion.label, icon: nil, isChosen: false)
    }
    .buttonStyle(.plain)
    .accessibilityLabel(suggestion.spoken)
  }
}

/// One of several, of which one is chosen.
struct Choices: View {
  let choices: [Choice]
  let onChoose: (String) -> Void

  var body: some View {
    ChipRow {
      ForEach(choices, id: \.value) { choice in
        Button {
          onChoose(choice.value)
        } label: {
          Pill(text: choice.label, icon: choice.isChosen ? "checkmark" : nil, isChosen: choice.isChosen)
        }
        .buttonStyle(.plain)
        .accessibilityAddTraits(choice.isChosen ? .isSelected : [])
      }
    }
  }
}

/// Something that is on or off.
struct ToggleChip: View {
  let toggle: App4GCore.Toggle
  let onToggle: () -> Void

  var body: some View {
    Button(action: onToggle) {
      Pill(text: toggle.label, icon: toggle.isOn ? "checkmark" : nil, isChosen: toggle.isOn)
    }
    .buttonStyle(.plain)
    .accessibilityLabel(toggle.spoken)
    .accessibilityAddTraits(.isToggle)
  }
}

/// Chosen or not: by ground, edge and icon, never by colour alone.
private struct Pill: View {
  let text: String
  let icon: String?
  let isChosen: Bool
  @Environment(\.palette) private var palette

  var body: some View {
    let ink = Color(token: isChosen ? palette.onAccentSoft : palette.ink)
    HStack(spacing: 6) {
      Words(text, Tokens.Text.label, color: ink)
      if let icon {
        Image(systemName: icon).imageScale(.small).foregroundStyle(ink).accessibilityHidden(true)
      }
    }
    .padding(.horizontal, 14)
    .padding(.vertical, 7)
    .background(isChosen ? Color(token: palette.accentSoft) : .clear, in: Capsule())
    .overlay(Capsule().strokeBorder(isChosen ? .clear : Color(token: palette.outline)))
    .frame(minWidth: Tokens.Target.ios, minHeight: Tokens.Target.ios)
    .contentShape(Rectangle())
  }
}
