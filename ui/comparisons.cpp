// SPDX-License-Identifier: MIT
#include "ui/comparisons.h"

#include "core/storage/logreader.h"
#include "core/webhook/bodycontent.h"
#include "ui/comparedialog.h"
#include "ui/quantities.h"
#include "ui/sentences.h"
#include "ui/whenanswered.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace kaunt {

namespace {

struct Comparisons {
    Q_DECLARE_TR_FUNCTIONS(Comparisons)
};

constexpr int mostChoices = 50;

QByteArray unpacked(const DeliveryRecord& delivery)
{
    return readBodyContent(delivery.body, delivery.headers).bytes;
}

void offer(CompareDialog* dialog, const Result<QList<DeliverySummary>, LogError>& answer)
{
    QList<ComparisonChoice> choices;
    for (const DeliverySummary& delivery : answer.value_or(QList<DeliverySummary>()))
        choices.append({delivery.number, comparedTitle(delivery)});
    dialog->setChoices(choices, answer ? Comparisons::tr("There is nothing to compare with yet: this is the first "
                                                         "delivery of its kind that is in the log.")
                                       : sentenceFor(answer.error()).text());
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
    const QString answer = fetch.status > 0 ? QString::number(fetch.status) : Comparisons::tr("no answer");
    return Comparisons::tr("Fetched %1 · %2").arg(localTimeText(fetch.fetchedAt), answer);
}

CompareDialog* openDeliveryComparison(const DeliveryRecord& delivery, LogReader& reader, QWidget* parent)
{
    const qint64 number = delivery.summary.number;
    auto* dialog = new CompareDialog(Comparisons::tr("Compare delivery %1").arg(number),
                                     comparedTitle(delivery.summary), unpacked(delivery), parent);
    QObject::connect(dialog, &CompareDialog::beforeRequested, dialog, [dialog, &reader](qint64 before) {
        const auto answers = reader.ask([before](const LogQueries& log) { return log.delivery(before); });
        whenAnswered(dialog, answers, [dialog, before](const Result<DeliveryRecord, LogError>& answer) {
            if (answer)
                dialog->setBefore(before, unpacked(*answer));
            else
                dialog->showProblem(sentenceFor(answer.error()).text());
        });
    });
    const auto answers = reader.ask([number](const LogQueries& log) { return log.comparable(number, mostChoices); });
    whenAnswered(dialog, answers,
                 [dialog](const Result<QList<DeliverySummary>, LogError>& answer) { offer(dialog, answer); });
    dialog->show();
    return dialog;
}

CompareDialog* openFetchComparison(const QList<ResourceRecord>& fetches, qint64 chosen, QWidget* parent)
{
    const auto shown = std::find_if(fetches.cbegin(), fetches.cend(),
                                    [chosen](const ResourceRecord& fetch) { return fetch.id == chosen; });
    if (shown == fetches.cend())
        return nullptr;
    auto* dialog = new CompareDialog(Comparisons::tr("Compare fetches"), comparedTitle(*shown), shown->body, parent);
    QObject::connect(dialog, &CompareDialog::beforeRequested, dialog, [dialog, fetches](qint64 before) {
        for (const ResourceRecord& fetch : fetches) {
            if (fetch.id == before)
                dialog->setBefore(before, fetch.body);
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
