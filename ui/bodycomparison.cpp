// SPDX-License-Identifier: MIT
#include "ui/bodycomparison.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPromise>
#include <QStringList>
#include <QThreadPool>

#include <algorithm>
#include <memory>

namespace kaunt {

namespace {

struct BodyComparisonWording {
    Q_DECLARE_TR_FUNCTIONS(BodyComparison)
};

QString countsText(const JsonComparison& json)
{
    using Kind = JsonDifference::Kind;
    const auto count = [&json](Kind kind) {
        return static_cast<int>(
            std::count_if(json.differences.cbegin(), json.differences.cend(),
                          [kind](const JsonDifference& difference) { return difference.kind == kind; }));
    };
    QStringList parts;
    if (const int added = count(Kind::Added))
        parts.append(BodyComparisonWording::tr("%n added", nullptr, added));
    if (const int removed = count(Kind::Removed))
        parts.append(BodyComparisonWording::tr("%n removed", nullptr, removed));
    if (const int changed = count(Kind::Changed))
        parts.append(BodyComparisonWording::tr("%n changed", nullptr, changed));
    if (const int types = count(Kind::TypeChanged))
        parts.append(BodyComparisonWording::tr("%n of another type", nullptr, types));
    if (const int moved = count(Kind::Moved))
        parts.append(BodyComparisonWording::tr("%n moved", nullptr, moved));
    const QString text = parts.join(QStringLiteral(", "));
    return json.isCut ? BodyComparisonWording::tr("More differences than are shown: %1.").arg(text)
                      : BodyComparisonWording::tr("Differences: %1.").arg(text);
}

QString bytesText(const ByteComparison& bytes)
{
    const QLocale locale;
    return BodyComparisonWording::tr("The bytes differ from offset %1 on: %2 before, %3 after.")
        .arg(locale.toString(bytes.sameBegin), locale.toString(bytes.differsBefore),
             locale.toString(bytes.differsAfter));
}

QString wholeText(const BodyComparison& comparison)
{
    if (comparison.bytes.isSame())
        return BodyComparisonWording::tr("Both are the same, byte for byte.");
    if (!comparison.isJson)
        return BodyComparisonWording::tr("At least one of them is no JSON.") + u' ' + bytesText(comparison.bytes);
    if (comparison.json.differences.isEmpty())
        return BodyComparisonWording::tr(
                   "Both say the same and are written differently: the order of fields, white space or escapes.") +
               u' ' + bytesText(comparison.bytes);
    return countsText(comparison.json);
}

} // namespace

BodyComparison compareBodies(const QByteArray& before, const QByteArray& after, const std::stop_token& stop)
{
    BodyComparison comparison{before, after, compareBytes(before, after), false, {}};
    const auto earlier = parseJson(before);
    const auto later = parseJson(after);
    comparison.isJson = earlier && later;
    if (comparison.isJson)
        comparison.json = compareJson(*earlier, before, *later, after, stop);
    return comparison;
}

QFuture<BodyComparison> compareBodiesAside(const QByteArray& before, const QByteArray& after,
                                           const std::stop_token& stop)
{
    auto promise = std::make_shared<QPromise<BodyComparison>>();
    auto future = promise->future();
    promise->start();
    QThreadPool::globalInstance()->start([promise, before, after, stop] {
        if (!stop.stop_requested())
            promise->addResult(compareBodies(before, after, stop));
        promise->finish();
    });
    return future;
}

QString comparisonText(const BodyComparison& comparison, qsizetype mostKept)
{
    if (mostKept == 0 || std::max(comparison.before.size(), comparison.after.size()) < mostKept)
        return wholeText(comparison);
    const QString kept = QLocale().formattedDataSize(mostKept, 0);
    const QString bound =
        BodyComparisonWording::tr("No more than the first %1 of each is compared: of what may follow, not all is kept.")
            .arg(kept);
    if (comparison.bytes.isSame())
        return BodyComparisonWording::tr("What is kept of both is the same.") + u' ' + bound;
    return bytesText(comparison.bytes) + u' ' + bound; // what was cut is no JSON
}

} // namespace kaunt
