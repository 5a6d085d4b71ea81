// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/fetcherror.h"
#include "core/receiver/listenerror.h"
#include "core/secrets/secretstore.h"
#include "core/session/concern.h"
#include "core/session/deliverydetail.h"
#include "core/settings/settingsfile.h"
#include "core/storage/filterexpression.h"
#include "core/storage/logerror.h"
#include "core/storage/logsalvage.h"
#include "core/tls/certificatefile.h"
#include "core/webhook/delivery.h"
#include "ui/wording.h"

#include <QString>

namespace kaunt {

/// What people are told when something is not as it should be: what happened, why, what to do next. Each part is one
/// plain, translated sentence; `reason` and `next` may be empty. Needs Core only, so that kauntctl says the same as the
/// window.
struct Sentence {
    QString happened;
    QString reason;
    QString next;

    /// The parts, joined by blanks, each with a stop at its end before another follows.
    [[nodiscard]] QString text() const;
};

[[nodiscard]] Sentence sentenceFor(const ListenError& error);
/// The same while it is tried again by itself, where that is of use.
[[nodiscard]] Sentence retriedSentence(const ListenError& error);
[[nodiscard]] Sentence sentenceFor(const tls::IdentityError& error);
/// Of a file with further authorities to trust.
[[nodiscard]] Sentence sentenceFor(const tls::CertificateFileError& error);
/// The files have changed to what this says, and the pair before is still served.
[[nodiscard]] Sentence reloadSentence(const tls::IdentityError& error);
[[nodiscard]] Sentence sentenceFor(tls::CertificateRemark remark, const tls::Certificate& certificate);
/// Of a log that is opened or read; what it means for a running receiver says storingSentence().
[[nodiscard]] Sentence sentenceFor(const LogError& error);
/// Of what belongs to a delivery that is itself stored.
[[nodiscard]] Sentence detailSentence(DeliveryDetail detail, const LogError& error);
/// The same while a receiver runs: with what becomes of its deliveries meanwhile.
[[nodiscard]] Sentence storingSentence(const LogError& error);
[[nodiscard]] Sentence sentenceFor(const SalvageReport& report);
/// Of a log that was deleted or exchanged, and gone on with in what stands in its place.
[[nodiscard]] Sentence replacedSentence(const QString& path);
/// Of clients that did not get through our TLS handshake.
[[nodiscard]] Sentence sentenceFor(const FailedHandshakes& failed);
/// Of requests that could not be read to their end; in unreadablesentences.cpp.
[[nodiscard]] Sentence sentenceFor(const UnreadableRequests& unreadable);
/// In concernsentences.cpp.
[[nodiscard]] Sentence sentenceFor(const Concern& concern);
/// Of a request that no endpoint took; in requestsentences.cpp, as the next two.
[[nodiscard]] Sentence misdirectedSentence(const DeliverySummary& request);
/// What was called, "POST /hook", of one whose verdict is Misdirected.
[[nodiscard]] QString calledText(const DeliverySummary& request);
/// In fetchsentences.cpp.
[[nodiscard]] Sentence sentenceFor(const FetchError& error);
[[nodiscard]] Sentence sentenceFor(const FilterError& error);
[[nodiscard]] Sentence sentenceFor(const SecretError& error);
/// In settingssentences.cpp, as the next two.
[[nodiscard]] Sentence sentenceFor(const SettingsError& error);
/// Of settings that hold and can't be written, which is tried again.
[[nodiscard]] Sentence unkeptSentence(const SettingsError& error);
/// Of settings that are not saved, as another program has changed the file at `path` since it was read.
[[nodiscard]] Sentence overtakenSentence(const QString& path);
/// Of a refused delivery, all causes of contracts.md section 3; in causesentences.cpp.
[[nodiscard]] Sentence sentenceFor(const Diagnosis& diagnosis);

} // namespace kaunt
