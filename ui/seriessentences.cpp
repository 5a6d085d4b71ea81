// SPDX-License-Identifier: MIT
#include "ui/seriessentences.h"

#include "core/webhook/signatureverifier.h"
#include "ui/quantities.h"
#include "ui/wording.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace kaunt {

namespace {

struct SeriesSentences {
    Q_DECLARE_TR_FUNCTIONS(SeriesSentences)
};

QString sinceText(const RefusalSeries& series)
{
    if (series.refused < 2)
        return {};
    const QString since = localTimeText(series.first.receivedAt);
    const QString before = QLocale().toString(series.refused - 1);
    const QString text =
        series.refused == 2
            ? SeriesSentences::tr("It and the one before it at this endpoint were refused alike, since %1 (number %2).")
                  .arg(since)
                  .arg(series.first.delivery)
        : series.hasMore
            ? SeriesSentences::tr("It and at least the %1 before it at this endpoint were refused alike, since %2 "
                                  "(number %3) or earlier.")
                  .arg(before, since)
                  .arg(series.first.delivery)
            : SeriesSentences::tr("It and the %1 before it at this endpoint were refused alike, since %2 (number %3).")
                  .arg(before, since)
                  .arg(series.first.delivery);
    return series.hasOther ? text + u' ' + SeriesSentences::tr("Those before them were refused otherwise.") : text;
}

QString lastVerifiedText(const RefusalSeries& series)
{
    if (series.verified) {
        const DeliverySummary& last = series.verified->summary;
        const QString when = localTimeText(last.receivedAt);
        return last.secretName.isEmpty()
                   ? SeriesSentences::tr("The last one that verified before is number %1, of %2.")
                         .arg(last.number)
                         .arg(when)
                   : SeriesSentences::tr("The last one that verified before is number %1, of %2, with the secret %3.")
                         .arg(last.number)
                         .arg(when, quotedText(last.secretName));
    }
    return series.reach > 0
               ? SeriesSentences::tr("None of the %1 deliveries before it verified at this endpoint.")
                     .arg(QLocale().toString(series.reach))
               : SeriesSentences::tr("None before it verified at this endpoint, as far as the log goes back.");
}

QString changeText(const HeaderChange& change)
{
    const QString name = quotedText(change.header);
    switch (change.kind) {
    case HeaderChange::Kind::Appeared:
        return SeriesSentences::tr("Since then there is a %1 header, %2: look at what put it there.")
            .arg(name, quotedText(change.is));
    case HeaderChange::Kind::Vanished:
        return SeriesSentences::tr("Its %1 header, %2, came no more since.").arg(name, quotedText(change.was));
    case HeaderChange::Kind::Changed:
        return SeriesSentences::tr("Its %1 header said %2, and has said %3 since.")
            .arg(name, quotedText(change.was), quotedText(change.is));
    }
    return {};
}

QString secretText(SecretSince secret)
{
    switch (secret) {
    case SecretSince::Unknown:
        return {};
    case SecretSince::Same:
        return SeriesSentences::tr("That secret is still the one here.");
    case SecretSince::Retired:
        return SeriesSentences::tr("That secret is marked as replaced here since.");
    case SecretSince::Gone:
        return SeriesSentences::tr("That secret was changed or removed here since.");
    }
    return {};
}

} // namespace

SecretSince secretSince(const DeliveryRecord& verified, const std::optional<QList<SigningSecret>>& secrets)
{
    if (!secrets || verified.isBodyCut())
        return SecretSince::Unknown;
    const QList<QByteArray> values = headerValues(verified.headers, signatureHeaderName);
    const auto verifies = [&](const QList<SigningSecret>& known) {
        return verifySignature(verified.body, values, known).verdict == Verdict::Verified;
    };
    if (verifies(*secrets))
        return SecretSince::Same;
    QList<SigningSecret> all = *secrets;
    for (SigningSecret& one : all)
        one.retired = false;
    if (verifies(all))
        return SecretSince::Retired;
    const bool areRead =
        std::none_of(secrets->cbegin(), secrets->cend(), [](const SigningSecret& one) { return one.isUnread(); });
    return areRead ? SecretSince::Gone : SecretSince::Unknown;
}

QStringList seriesSentences(const RefusalSeries& series, SecretSince secret)
{
    if (series.refused == 0)
        return {};
    QStringList sentences{sinceText(series), lastVerifiedText(series)};
    for (const HeaderChange& change : series.changes)
        sentences.append(changeText(change));
    sentences.append(secretText(secret));
    if (series.verifiedAgain)
        sentences.append(SeriesSentences::tr("Deliveries verify here again since %1 (number %2).")
                             .arg(localTimeText(series.verifiedAgain->receivedAt))
                             .arg(series.verifiedAgain->delivery));
    sentences.removeAll(QString());
    return sentences;
}

} // namespace kaunt
