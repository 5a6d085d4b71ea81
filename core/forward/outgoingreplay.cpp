// SPDX-License-Identifier: MIT
#include "core/forward/outgoingreplay.h"

#include "core/webhook/replaymark.h"

#include <QSet>

#include <algorithm>

namespace kaunt {

namespace {

QSet<QByteArray> fieldsOfTheConnection(const HeaderList& headers)
{
    QSet<QByteArray> names{"host",
                           "content-length",
                           "expect",
                           "connection",
                           "keep-alive",
                           "proxy-authenticate",
                           "proxy-connection",
                           "proxy-authorization",
                           "te",
                           "trailer",
                           "transfer-encoding",
                           "upgrade"};
    for (const QByteArray& value : headerValues(headers, "Connection")) {
        const QList<QByteArray> options = value.split(',');
        for (const QByteArray& option : options)
            names.insert(option.trimmed().toLower());
    }
    names.remove(QByteArray(signatureHeaderName).toLower()); // without it the delivery is worth nothing
    return names;
}

void signAnew(HeaderList& headers, const QByteArray& signature)
{
    const auto isSignature = [](const Header& header) { return isNamed(header, signatureHeaderName); };
    const auto first = std::find_if(headers.cbegin(), headers.cend(), isSignature);
    const QByteArray name = first == headers.cend() ? QByteArray(signatureHeaderName) : first->name;
    const qsizetype place = std::distance(headers.cbegin(), first); // before it, nothing is removed
    removeHeaders(headers, signatureHeaderName);
    headers.insert(place, {name, signature});
}

} // namespace

HeaderList endToEndFields(const HeaderList& headers)
{
    const QSet<QByteArray> left = fieldsOfTheConnection(headers);
    HeaderList kept = headers;
    kept.removeIf([&left](const Header& header) { return left.contains(header.name.toLower()); });
    return kept;
}

Result<OutgoingDelivery, ReplayFlaw> outgoingReplay(const DeliveryRecord& record, const QUrl& target,
                                                    const std::optional<QByteArray>& secret)
{
    if (record.summary.verdict == Verdict::Misdirected)
        return failure(ReplayFlaw::NotADelivery);
    if (record.isBodyCut())
        return failure(ReplayFlaw::BodyCut);
    OutgoingDelivery replay;
    replay.target = target;
    replay.body = record.body;
    replay.headers = endToEndFields(record.headers);
    if (secret)
        signAnew(replay.headers,
                 signatureText(record.body, *secret, record.summary.encoding.value_or(SignatureEncoding::Hex)));
    // Of a replay that came here and goes on, the mark of the nearer log, and no proof of another.
    removeHeaders(replay.headers, replayHeaderName);
    removeHeaders(replay.headers, replayProofName);
    replay.headers.append({replayHeaderName, QByteArray::number(record.summary.number)});
    return replay;
}

} // namespace kaunt
