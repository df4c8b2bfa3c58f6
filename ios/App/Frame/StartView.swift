// Before a profile is open: that it is being opened, or why it could not be. Then the frame of the app.

import App4GCore
import ShellKit
import SwiftUI

struct StartView: View {
  let model: AppModel
  @Environment(\.strings) private var strings
  @Environment(\.palette) private var palette

  var body: some View {
    content
      .frame(maxWidth: .infinity, maxHeight: .infinity)
      .background(Color(token: palette.ground))
      .alert(model.problem?.text ?? "", isPresented: hasProblem) {
        Button(strings.actionDone) {}
      }
      .environment(\.openURL, OpenURLAction(handler: leave))
  }

  private var hasProblem: Binding<Bool> {
    Binding(get: { model.problem != nil }, set: { _ in model.problem = nil })
  }

  /// Every link below comes here, also those within a text.
  private func leave(for address: URL) -> OpenURLAction.Result {
    Task { await model.leave(for: address) }
    return .handled
  }

  @ViewBuilder private var content: some View {
    switch model.session.phase {
    case .open:
      AppFrame(model: model)
    case .closed, .opening:
      ProgressView().accessibilityLabel(strings.startOpening)
    case .failed(let problem):
      ProblemLine(problem: problem) {
        Task { await model.open() }
      }
      .padding(Tokens.Space.l)
    }
  }
}
