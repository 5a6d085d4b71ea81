// SPDX-License-Identifier: MIT
#include "ui/comparisons.h"

#include "core/api/resourcefetcher.h"
#include "core/forward/earlieranswers.h"
#include "core/storage/logreader.h"
#include "core/webhook/bodycontent.h"
#include "core/whenanswered.h"
#include "ui/comparedialog.h"
#include "ui/quantities.h"
#include "ui/sentences.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace kaunt {

namespace {

struct Comparisons {
    Q_DECLARE_TR_FUNCTIONS(Comparisons)
};

constexpr int mostChoices = 50;

struct ComparedBody {
    QByteArray bytes;
    bool isCut = false;
};

ComparedBody unpacked(const DeliveryRecord& delivery)
{
    const BodyContent content = readBodyContent(delivery.body, delivery.headers);
    return {content.bytes, delivery.isBodyCut() || content.unpacking == BodyContent::Unpacking::Cut};
}

ComparedBody ofFetch(const ResourceRecord& fetch)
{
    const FetchError error = fetch.isFetched() ? FetchError() : fetchError(fetch);
    return {fetch.body, error.reason == FetchError::Reason::AnswerTooLarge ||
                            error.reason == FetchError::Reason::AnswerCutShort ||
                            error.step == FetchError::Step::Deadline};
}

/// So much of both is kept; 0: all.
qsizetype keptOfBoth(const ComparedBody& one, const ComparedBody& other)
{
    if (one.isCut && other.isCut)
        return std::min(one.bytes.size(), other.bytes.size());
    if (one.isCut)
        return one.bytes.size();
    return other.isCut ? other.bytes.size() : 0;
}

/// There is nothing to compare, and why.
void openProblem(const QString& text, QWidget* parent)
{
    auto* dialog = new CompareDialog(Comparisons::tr("Compare deliveries"), {}, {}, parent);
    dialog->showProblem(text);
    dialog->show();
}

void offer(CompareDialog* dialog, const Result<QList<DeliverySummary>, LogError>& answer,
           const std::optional<DeliverySummary>& chosen)
{
    QList<ComparisonChoice> choices;
    if (chosen)
        choices.append({chosen->number, comparedTitle(*chosen)});
    for (const DeliverySummary& delivery : answer.value_or(QList<DeliverySummary>())) {
        if (!chosen || delivery.number != chosen->number)
            choices.append({delivery.number, comparedTitle(delivery)});
    }
    dialog->setChoices(choices, answer ? Comparisons::tr("There is nothing to compare with yet: this is the first "
                                                         "delivery of its kind that is in the log.")
                                       : sentenceFor(answer.error()).text());
}

struct DeliveryPair {
    DeliveryRecord before;
    DeliveryRecord after;
};

Result<DeliveryPair, LogError> readPair(const LogQueries& log, qint64 before, qint64 after)
{
    auto earlier = log.delivery(before);
    auto later = log.delivery(after);
    if (!earlier || !later)
        return failure(earlier ? later.error() : earlier.error());
    return DeliveryPair{std::move(*earlier), std::move(*later)};
}

void openPair(const DeliveryPair& pair, LogReader& reader, QWidget* parent)
{
    for (const DeliveryRecord* one : {&pair.before, &pair.after}) {
        if (one->summary.verdict == Verdict::Misdirected) {
            openProblem(Comparisons::tr("Request %1 was for no endpoint, and nothing is kept of its body.")
                            .arg(one->summary.number),
                        parent);
            return;
        }
    }
    openDeliveryComparison(pair.after, reader, parent, pair.before.summary);
}

void offer(CompareDialog* dialog, const Result<QList<EarlierAnswer>, LogError>& answers)
{
    if (!answers) {
        dialog->setChoices({}, sentenceFor(answers.error()).text());
        return;
    }
    QObject::connect(dialog, &CompareDialog::beforeRequested, dialog, [dialog, answers](qint64 before) {
        for (const EarlierAnswer& one : *answers) {
            if (one.delivery.number == before)
                dialog->setBefore(before, one.forward.answer, ForwardRecord::mostAnswer);
        }
    });
    QList<ComparisonChoice> choices;
    for (const EarlierAnswer& one : *answers)
        choices.append({one.delivery.number, Comparisons::tr("%1 · %2").arg(comparedTitle(one.delivery),
                                                                            QString::number(one.forward.status))});
    dialog->setChoices(choices,
                       Comparisons::tr("There is nothing to compare with yet: the target has answered no earlier "
                                       "delivery of this kind."));
}

} // namespace

QString comparedTitle(const DeliverySummary& delivery)
{
    QStringList parts{Comparisons::tr("Delivery %1").arg(delivery.number), localTimeText(delivery.receivedAt)};
    if (delivery.event && !delivery.event->companyName.isEmpty())
        parts.append(delivery.event->companyName);
    return parts.join(QStringLiteral(" · "));
}

QString comparedTitle(const ResourceRecord& fetch)
{
    return Comparisons::tr("Fetched %1 · %2").arg(localTimeText(fetch.fetchedAt), fetchAnswerText(fetch));
}

QString fetchAnswerText(const ResourceRecord& fetch)
{
    if (!wasSent(fetch))
        return Comparisons::tr("not sent");
    return fetch.status > 0 ? QString::number(fetch.status) : Comparisons::tr("no answer");
}

CompareDialog* openDeliveryComparison(const DeliveryRecord& delivery, LogReader& reader, QWidget* parent,
                                      const std::optional<DeliverySummary>& chosen)
{
    const qint64 number = delivery.summary.number;
    const ComparedBody after = unpacked(delivery);
    auto* dialog = new CompareDialog(Comparisons::tr("Compare delivery %1").arg(number),
                                     comparedTitle(delivery.summary), after.bytes, parent);
    QObject::connect(dialog, &CompareDialog::beforeRequested, dialog, [dialog, &reader, after](qint64 chosenOne) {
        const auto answers = reader.ask([chosenOne](const LogQueries& log) { return log.delivery(chosenOne); });
        whenAnswered(dialog, answers, [dialog, chosenOne, after](const Result<DeliveryRecord, LogError>& answer) {
            if (!answer) {
                dialog->showProblem(sentenceFor(answer.error()).text());
                return;
            }
            const ComparedBody before = unpacked(*answer);
            dialog->setBefore(chosenOne, before.bytes, keptOfBoth(before, after));
        });
    });
    const auto answers = reader.ask([number](const LogQueries& log) { return log.comparable(number, mostChoices); });
    whenAnswered(dialog, answers, [dialog, chosen](const Result<QList<DeliverySummary>, LogError>& answer) {
        offer(dialog, answer, chosen);
    });
    dialog->show();
    return dialog;
}

void openPairComparison(qint64 one, qint64 other, LogReader& reader, QWidget* parent)
{
    const auto answers = reader.ask([before = std::min(one, other), after = std::max(one, other)](
                                        const LogQueries& log) { return readPair(log, before, after); });
    whenAnswered(parent, answers, [&reader, parent](const Result<DeliveryPair, LogError>& pair) {
        if (pair)
            openPair(*pair, reader, parent);
        else
            openProblem(sentenceFor(pair.error()).text(), parent);
    });
}

CompareDialog* openForwardComparison(const ForwardRecord& forward, LogReader& reader, QWidget* parent)
{
    const QString title = Comparisons::tr("Compare the answer to delivery %1").arg(forward.delivery);
    const QString after = Comparisons::tr("Answer to delivery %1 · %2 · %3")
                              .arg(forward.delivery)
                              .arg(localTimeText(forward.finishedAt))
                              .arg(forward.status);
    auto* dialog = new CompareDialog(title, after, forward.answer, parent);
    const auto answers =
        reader.ask([forward](const LogQueries& log) { return answersBefore(log, forward, mostChoices); });
    whenAnswered(dialog, answers,
                 [dialog](const Result<QList<EarlierAnswer>, LogError>& earlier) { offer(dialog, earlier); });
    dialog->show();
    return dialog;
}

CompareDialog* openFetchComparison(const QList<ResourceRecord>& fetches, qint64 chosen, QWidget* parent)
{
    const auto shown = std::find_if(fetches.cbegin(), fetches.cend(),
                                    [chosen](const ResourceRecord& fetch) { return fetch.id == chosen; });
    if (shown == fetches.cend())
        return nullptr;
    const ComparedBody after = ofFetch(*shown);
    auto* dialog = new CompareDialog(Comparisons::tr("Compare fetches"), comparedTitle(*shown), after.bytes, parent);
    QObject::connect(dialog, &CompareDialog::beforeRequested, dialog, [dialog, fetches, after](qint64 before) {
        for (const ResourceRecord& fetch : fetches) {
            if (fetch.id == before)
                dialog->setBefore(before, fetch.body, keptOfBoth(ofFetch(fetch), after));
        }
    });
    QList<ComparisonChoice> choices; // the one before first, then those before that, then what came later
    for (auto fetch = shown + 1; fetch != fetches.cend(); ++fetch)
        choices.append({fetch->id, comparedTitle(*fetch)});
    for (auto fetch = fetches.cbegin(); fetch != shown; ++fetch)
        choices.append({fetch->id, comparedTitle(*fetch)});
    dialog->setChoices(choices, Comparisons::tr("This resource was fetched once. Fetch it again to compare."));
    dialog->show();
    return dialog;
}

} // namespace kaunt
