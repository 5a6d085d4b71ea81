// SPDX-License-Identifier: MIT
#include "core/metrics/receivermetrics.h"

#include "core/webhook/answertime.h"
#include "core/webhook/probemark.h"

#include <algorithm>
#include <numeric>

namespace kaunt {

namespace {

/// "" for what has no event, "other" for what Kaunt does not document.
QString eventTypeLabel(const DeliverySummary& delivery)
{
    if (!delivery.event)
        return QStringLiteral("");
    return knownEventTypes().contains(delivery.event->eventType) ? delivery.event->eventType : QStringLiteral("other");
}

/// Backslash, quote and line feed are escaped in both formats.
QByteArray targetLabel(const QString& target)
{
    QByteArray text = withoutCredentials(target).toUtf8();
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    return "target=\"" + text + '"';
}

} // namespace

/// Writes families in one of the two formats.
class ReceiverMetrics::FamilyWriter {
public:
    explicit FamilyWriter(Format format)
        : m_format(format)
    {
    }

    /// `name` without the _total of a counter and the _info of an info, which the older format takes for a gauge.
    void begin(const QByteArray& name, const QByteArray& type, const QByteArray& help)
    {
        const bool isOpen = m_format == Format::OpenMetrics;
        m_name = type == "counter" ? name + "_total" : type == "info" ? name + "_info" : name;
        const QByteArray family = isOpen ? name : m_name;
        const QByteArray told = type == "info" && !isOpen ? QByteArray("gauge") : type;
        m_text += "# HELP " + family + ' ' + help + "\n# TYPE " + family + ' ' + told + '\n';
    }
    void sample(double value, const QByteArray& labels = {}, const QByteArray& suffix = {})
    {
        m_text += m_name + suffix + (labels.isEmpty() ? QByteArray() : '{' + labels + '}') + ' ' + number(value) + '\n';
    }
    void single(const QByteArray& name, const QByteArray& type, const QByteArray& help, double value)
    {
        begin(name, type, help);
        sample(value);
    }
    [[nodiscard]] static QByteArray number(double value)
    {
        constexpr int digits = 15;
        return QByteArray::number(value, 'g', digits);
    }
    /// Of a class: OpenMetrics has whole numbers as 1.0.
    [[nodiscard]] QByteArray bound(double value) const
    {
        const QByteArray text = number(value);
        return m_format == Format::OpenMetrics && !text.contains('.') ? text + ".0" : text;
    }
    [[nodiscard]] QByteArray text() const { return m_format == Format::OpenMetrics ? m_text + "# EOF\n" : m_text; }

private:
    Format m_format;
    QByteArray m_name;
    QByteArray m_text;
};

void ReceiverMetrics::addRecorded(const QList<DeliverySummary>& deliveries)
{
    for (const DeliverySummary& delivery : deliveries) {
        if (isOurOwn(delivery.notes)) {
            ++m_ownDeliveries;
            continue;
        }
        ++m_deliveries[{verdictCode(delivery.verdict), eventTypeLabel(delivery)}];
        m_repeats += delivery.attempt > 1 ? 1 : 0;
        addAnswer(answeredMicros(delivery));
    }
}

void ReceiverMetrics::addForward(const ForwardRecord& record)
{
    ++(record.isAccepted() ? m_forwards : m_forwardFailures);
}

void ReceiverMetrics::addAnswer(qint64 micros)
{
    constexpr double perSecond = 1'000'000.0;
    const double seconds = static_cast<double>(micros) / perSecond;
    const auto bound = std::lower_bound(durationBounds.begin(), durationBounds.end(), seconds);
    ++m_durations.at(static_cast<size_t>(bound - durationBounds.begin()));
    m_durationSum += seconds;
}

void ReceiverMetrics::addStoringFailure()
{
    m_isStoring = false;
    ++m_storingFailures;
}

void ReceiverMetrics::setForwardState(const ForwardState& state)
{
    if (state.isGone)
        m_targets.remove(state.target);
    else
        m_targets[state.target].isUp = !state.isDown;
}

void ReceiverMetrics::addForwardMeasure(const ForwardMeasure& measure)
{
    Target& target = m_targets[measure.target];
    target.behind = measure.behind;
    target.failedAttempts += measure.failedAttempts;
}

QByteArray ReceiverMetrics::text(Format format) const
{
    FamilyWriter out(format);
    tellDeliveries(out);
    tellForwards(out);
    tellAnswers(out);
    tellLog(out);
    return out.text();
}

void ReceiverMetrics::tellDeliveries(FamilyWriter& out) const
{
    out.begin("kaunt_monitor", "info", "The version that runs.");
    out.sample(1, R"(version=")" KAUNT_VERSION R"(")");
    out.single("kaunt_receiver_listening", "gauge", "Whether the receiver listens.", m_isListening ? 1 : 0);
    out.begin("kaunt_deliveries", "counter", "Deliveries since the start, by verdict and event type.");
    for (auto entry = m_deliveries.cbegin(); entry != m_deliveries.cend(); ++entry)
        out.sample(static_cast<double>(entry.value()), R"(verdict=")" + entry.key().first.toUtf8() +
                                                           R"(",event_type=")" + entry.key().second.toUtf8() + '"');
    out.single("kaunt_repeats", "counter", "Deliveries of an event that was there before.",
               static_cast<double>(m_repeats));
    out.single("kaunt_own_deliveries", "counter", "Replays and probes of a path, which count nowhere else.",
               static_cast<double>(m_ownDeliveries));
    out.single("kaunt_misdirected", "counter", "Requests that no endpoint took, of those that are kept.",
               static_cast<double>(m_misdirected));
    out.begin("kaunt_turned_away", "counter",
              "Of what is not kept: connections without a place (503), refused deliveries beyond the bound (429).");
    out.sample(static_cast<double>(m_turnedAway.value(TurnedAway::Reason::TooManyConnections)),
               R"(reason="connections")");
    out.sample(static_cast<double>(m_turnedAway.value(TurnedAway::Reason::TooManyRefused)), R"(reason="refusals")");
    out.begin("kaunt_unreadable_requests", "counter",
              "Requests that could not be read to their end and are not kept, by the status of their answer.");
    for (auto entry = m_unreadable.cbegin(); entry != m_unreadable.cend(); ++entry)
        out.sample(static_cast<double>(entry.value()), "status=\"" + QByteArray::number(entry.key()) + '"');
    out.single("kaunt_storing_failures", "counter",
               "Times that nothing could be stored: deliveries got 503, or would have.",
               static_cast<double>(m_storingFailures));
}

QMap<QByteArray, ReceiverMetrics::Target> ReceiverMetrics::targetsByLabel() const
{
    QMap<QByteArray, Target> byLabel;
    for (auto target = m_targets.cbegin(); target != m_targets.cend(); ++target) {
        Target& told = byLabel[targetLabel(target.key())];
        told.isUp = told.isUp && target->isUp;
        told.behind = std::max(told.behind, target->behind);
        told.failedAttempts += target->failedAttempts;
    }
    return byLabel;
}

void ReceiverMetrics::tellForwards(FamilyWriter& out) const
{
    const QMap<QByteArray, Target> targets = targetsByLabel();
    out.begin("kaunt_forwards", "counter", "Deliveries that were forwarded, by what became of them.");
    out.sample(static_cast<double>(m_forwards), R"(result="accepted")");
    out.sample(static_cast<double>(m_forwardFailures), R"(result="failed")");
    out.begin("kaunt_forward_attempts_failed", "counter", "Attempts at a forward that were not answered by 2xx.");
    for (auto target = targets.cbegin(); target != targets.cend(); ++target)
        out.sample(static_cast<double>(target->failedAttempts), target.key());
    out.begin("kaunt_forward_target_up", "gauge",
              "Whether the target takes deliveries; of targets that differ in their query alone, whether all do.");
    for (auto target = targets.cbegin(); target != targets.cend(); ++target)
        out.sample(target->isUp ? 1 : 0, target.key());
    out.begin(
        "kaunt_forward_target_behind", "gauge",
        "Deliveries since the last one up to which the target has all that it is to get; the most of targets that "
        "differ in their query alone.");
    for (auto target = targets.cbegin(); target != targets.cend(); ++target)
        out.sample(static_cast<double>(target->behind), target.key());
}

void ReceiverMetrics::tellAnswers(FamilyWriter& out) const
{
    out.begin("kaunt_answer_seconds", "histogram",
              "From a delivery's end to its answer, once it is durable: a delay on purpose, and of what is passed "
              "through the wait for its turn and the time of the target, are in it.");
    qint64 below = 0;
    for (size_t i = 0; i < m_durations.size(); ++i) {
        below += m_durations.at(i);
        const QByteArray bound = i < durationBounds.size() ? out.bound(durationBounds.at(i)) : QByteArray("+Inf");
        out.sample(static_cast<double>(below), R"(le=")" + bound + '"', "_bucket");
    }
    out.sample(m_durationSum, {}, "_sum");
    out.sample(static_cast<double>(below), {}, "_count");
}

void ReceiverMetrics::tellLog(FamilyWriter& out) const
{
    constexpr double millis = 1'000.0;
    out.single("kaunt_log_bytes", "gauge", "Size of the log's database file.", static_cast<double>(m_statistics.bytes));
    out.single("kaunt_log_events", "gauge", "Events in the log.", static_cast<double>(m_statistics.events));
    out.single("kaunt_log_deliveries", "gauge", "Deliveries in the log.", static_cast<double>(m_statistics.deliveries));
    out.single("kaunt_log_refused", "gauge", "Refused deliveries in the log.",
               static_cast<double>(m_statistics.refused));
    out.single("kaunt_last_delivery_timestamp_seconds", "gauge", "When the last delivery came; 0 where none has.",
               static_cast<double>(m_statistics.lastReceivedAt) / millis);
}

} // namespace kaunt
