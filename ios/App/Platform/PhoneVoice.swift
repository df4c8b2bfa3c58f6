// The voice of the phone, in Vietnamese.
//
// `ReadingAloud` decides what is said. Invariant: the sound of the phone is held from the first sentence until `rest`, and other
// apps are told when it is free.

import AVFoundation
import ShellKit

@MainActor
final class PhoneVoice: NSObject, Voice {
  private let synthesizer = AVSpeechSynthesizer()
  private var ended: (utterance: AVSpeechUtterance, tell: @MainActor (Spoken) -> Void)?
  private var holds = false

  override init() {
    super.init()
    synthesizer.delegate = self
  }

  var canSpeak: Bool {
    AVSpeechSynthesisVoice(language: "vi-VN") != nil
  }

  func speak(_ text: String, ended: @escaping @MainActor (Spoken) -> Void) {
    hold()
    let utterance = AVSpeechUtterance(string: text)
    utterance.voice = AVSpeechSynthesisVoice(language: "vi-VN")
    self.ended = (utterance, ended)
    synthesizer.speak(utterance)
  }

  func silence() {
    ended = nil
    synthesizer.stopSpeaking(at: .immediate)
  }

  func rest() {
    guard holds else { return }
    holds = false
    // Refused while the last sound is still on its way out; the system then gives it back itself.
    try? AVAudioSession.sharedInstance().setActive(false, options: .notifyOthersOnDeactivation)
  }

  /// Heard also with the switch for silence on, since it was asked for, and music waits meanwhile.
  private func hold() {
    guard !holds else { return }
    holds = true
    let session = AVAudioSession.sharedInstance()
    // Refused during a call; then it is for the system to say what is heard.
    try? session.setCategory(.playback, mode: .spokenAudio)
    try? session.setActive(true)
  }

  /// Tells how an utterance ended, unless nobody waits for that one any more.
  private func end(_ finished: ObjectIdentifier, _ spoken: Spoken) {
    guard let (waited, tell) = ended, ObjectIdentifier(waited) == finished else { return }
    ended = nil
    tell(spoken)
  }
}

extension PhoneVoice: AVSpeechSynthesizerDelegate {
  nonisolated func speechSynthesizer(_: AVSpeechSynthesizer, didFinish utterance: AVSpeechUtterance) {
    let finished = ObjectIdentifier(utterance)
    Task { @MainActor in end(finished, .whole) }
  }

  /// A stop of ours is no longer waited for when this comes.
  nonisolated func speechSynthesizer(_: AVSpeechSynthesizer, didCancel utterance: AVSpeechUtterance) {
    let finished = ObjectIdentifier(utterance)
    Task { @MainActor in end(finished, .taken) }
  }
}
