// Sentences on a tinted ground, above what they are about.

import App4GCore
import ShellKit
import SwiftUI

struct Note<Below: View>: View {
  let text: String
  let tone: Tone
  @ViewBuilder let below: Below
  @Environment(\.palette) private var palette

  var body: some View {
    VStack(alignment: .leading, spacing: Tokens.Space.s) {
      Words(text, Tokens.Text.small)
      below
    }
    .padding(.horizontal, Tokens.Space.l)
    .padding(.vertical, Tokens.Space.m)
    .frame(maxWidth: .infinity, alignment: .leading)
    .background(palette.ground(tone), in: RoundedRectangle(cornerRadius: Tokens.Radius.card))
  }
}

extension Note where Below == EmptyView {
  init(text: String, tone: Tone) {
    self.init(text: text, tone: tone) { EmptyView() }
  }
}

/// What went wrong, above what is still there; the voice moves to it when it comes.
struct ProblemLine: View {
  let problem: Problem
  let onRetry: () -> Void
  @AccessibilityFocusState private var isHeard: Bool

  var body: some View {
    Note(text: problem.text, tone: .urgent) {
      if let retry = problem.retry {
        PressButton(text: retry, icon: "arrow.clockwise", onPress: onRetry)
      }
    }
    .accessibilityElement(children: .contain)
    .accessibilityFocused($isHeard)
    .onAppear { isHeard = true }
    .onChange(of: problem) { isHeard = true }
  }
}

/// Why there is nothing, and what to do.
struct EmptyNote: View {
  let empty: App4GCore.Empty
  /// What its button does, where it has one.
  let onAct: () -> Void

  init(_ empty: App4GCore.Empty, onAct: @escaping () -> Void) {
    self.empty = empty
    self.onAct = onAct
  }

  var body: some View {
    VStack(spacing: Tokens.Space.m) {
      Heading(empty.title)
      SoftWords(empty.text)
      if let action = empty.action {
        PressButton(text: action, weight: .main, onPress: onAct)
      }
    }
    .multilineTextAlignment(.center)
    .frame(maxWidth: .infinity)
    .padding(.vertical, Tokens.Space.xxl)
    .accessibilityElement(children: .contain)
  }
}
