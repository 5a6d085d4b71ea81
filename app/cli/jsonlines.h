// SPDX-License-Identifier: MIT
#pragma once

#include "core/conformance/conformancerun.h"
#include "core/export/deliverylines.h" // IWYU pragma: export
#include "core/forward/replayrun.h"
#include "core/pathtest/pathreport.h"
#include "core/receiver/listeningendpoint.h"
#include "core/sending/deliverysender.h"
#include "core/storage/eventlog.h"
#include "core/tunnel/tunnel.h"
#include "core/webhook/delivery.h"

#include <QByteArray>
#include <QList>

namespace kaunt {

/// The JSON lines of contracts.md section 3 that are no deliveries (deliverylines.h has those), keys in their order,
/// without a line feed. Pure.

[[nodiscard]] QByteArray listeningLine(const QUrl& url, const QString& endpoint);
/// A tunnel that is up has one for each endpoint, with its public URL; else `endpoint` is empty. `lastLines` are what
/// its program wrote.
[[nodiscard]] QByteArray tunnelLine(const TunnelState& state, const ListeningEndpoint& endpoint,
                                    const QStringList& lastLines);
/// `endpoint` is the one whose secret it is, where several are known; left out where it is empty.
[[nodiscard]] QByteArray verificationLine(const SignatureCheck& check, const std::optional<Diagnosis>& diagnosis,
                                          const QString& endpoint = {});
/// `message` is the sentence for an error; unused where it was fetched.
[[nodiscard]] QByteArray resourceLine(const ResourceRecord& resource, const QString& message);
[[nodiscard]] QByteArray sentLine(quint64 id, const QUrl& target, const SendOutcome& outcome);
/// Of one that is followed by another.
[[nodiscard]] QByteArray attemptLine(quint64 id, const QUrl& target, const SendOutcome& outcome);
/// `flaw` is the sentence for why it was not sent; unused where it was. With what the target answered before, where the
/// log has that.
[[nodiscard]] QByteArray replayedLine(const ReplayedDelivery& replayed, const QUrl& target, const QString& flaw);
[[nodiscard]] QByteArray forwardedLine(const ForwardRecord& record);
[[nodiscard]] QByteArray conformanceLine(const ConformanceResult& result);
[[nodiscard]] QByteArray checkedLine(const ConformanceReport& report);
[[nodiscard]] QByteArray pathProbeLine(const PathResult& result);
[[nodiscard]] QByteArray pathTestedLine(const PathReport& report);
[[nodiscard]] QByteArray simulatingLine(const QUrl& apiBase);
[[nodiscard]] QByteArray servedLine(const WebhookEvent& event);
/// Of one that is followed by another.
[[nodiscard]] QByteArray retriedLine(const WebhookEvent& event, const QUrl& target, const SendOutcome& outcome,
                                     bool isWronglySigned = false);
[[nodiscard]] QByteArray deliveredLine(const WebhookEvent& event, const QUrl& target, const SendOutcome& outcome,
                                       bool isWronglySigned = false);

} // namespace kaunt
