// SPDX-License-Identifier: MIT
#include "core/drift/driftwatch.h"

#include "core/api/documentresult.h"
#include "core/drift/baselinefile.h"
#include "core/utf8text.h"
#include "core/webhook/bodycontent.h"
#include "core/whenanswered.h"

#include <QThread>
#include <QTimer>

#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace kaunt {

namespace {

constexpr qint64 longestBacklog = 20'000;
constexpr int deliveriesAtOnce = 200;
constexpr qsizetype largestBody = qsizetype{16} << 20; // of a resource, too, as the API's settings have it at first
constexpr qint64 microsAtOnce = 500'000;
constexpr qint64 microsBetweenSaves = 5'000'000;

/// What is to be examined or learned.
struct Sample {
    DriftSubject subject;
    LearnedShape shape;
};

enum class NoSample { NotLearnedOf, TooLarge };
using SampleIfAny = Result<Sample, NoSample>;

NoSample noSampleOf(const JsonError& error)
{
    return error.code == JsonError::Code::TooLarge ? NoSample::TooLarge : NoSample::NotLearnedOf;
}

SampleIfAny sampleOf(const DeliveryRecord& delivery)
{
    if (delivery.summary.verdict != Verdict::Verified || !delivery.summary.event)
        return failure(NoSample::NotLearnedOf);
    if (delivery.body.size() > largestBody)
        return failure(NoSample::TooLarge);
    const BodyContent content = readBodyContent(delivery.body, delivery.headers, largestBody);
    if (content.unpacking == BodyContent::Unpacking::Cut)
        return failure(NoSample::TooLarge);
    const auto json = parseJson(content.bytes);
    if (!json)
        return failure(noSampleOf(json.error()));
    return Sample{{DriftSubject::Kind::Payload, delivery.summary.event->eventType}, shapeOf(*json)};
}

SampleIfAny sampleOf(const Result<DeliveryRecord, LogError>& delivery)
{
    return delivery ? sampleOf(*delivery) : failure(NoSample::NotLearnedOf);
}

QString resourceName(const JsonValue& json, const QString& eventType)
{
    switch (resourceKind(json, eventType)) {
    case ResourceKind::Proposal:
        return QStringLiteral("proposal");
    case ResourceKind::Document:
        return QStringLiteral("document");
    case ResourceKind::Unknown:
        break;
    }
    return eventType;
}

SampleIfAny sampleOf(const ResourceRecord& fetch, const LogQueries& log)
{
    if (!fetch.isFetched())
        return failure(NoSample::NotLearnedOf);
    if (fetch.body.size() > largestBody)
        return failure(NoSample::TooLarge);
    const auto json = parseJson(withoutByteOrderMark(fetch.body));
    if (!json)
        return failure(noSampleOf(json.error()));
    const auto deliveries = log.summaries({fetch.delivery});
    if (!deliveries || deliveries->isEmpty() || !deliveries->first().event)
        return failure(NoSample::NotLearnedOf);
    const QString name = resourceName(*json, deliveries->first().event->eventType);
    return Sample{{DriftSubject::Kind::Resource, name}, shapeOf(*json)};
}

} // namespace

/// What a look at deliveries or at a resource came to.
struct DriftWatch::Look {
    bool hasMore = false;
    qint64 delivery = 0;               ///< the last that brought something new
    QList<DriftFinding> findings = {}; ///< of all that were looked at
    bool isMore = false;               ///< others may be found otherwise from now on
};

struct DriftWatch::State {
    explicit State(QString folder, const Clock& theClock)
        : directory(std::move(folder))
        , clock(theClock)
    {
    }

    /// The first thing that is done in the reader's thread.
    void load()
    {
        if (std::exchange(isLoaded, true))
            return;
        const KeptBaseline kept = readBaseline(directory);
        baseline.setShapes(kept.shapes);
        baseline.setNews(kept.news);
        lookedAt = kept.lookedAt;
    }
    void save()
    {
        if (!std::exchange(isChanged, false))
            return;
        lastSave = clock.monotonicMicros();
        // Where it can't be written, the same is learned again by the next run.
        (void)writeBaseline(directory, {baseline.shapes(), baseline.news(), lookedAt});
    }
    void saveNowAndThen()
    {
        if (clock.monotonicMicros() - lastSave > microsBetweenSaves)
            save();
    }
    void learn(const Sample& sample, qint64 delivery, Look& look)
    {
        const Baseline::Lesson lesson = baseline.learn(sample.subject, sample.shape, delivery);
        for (const DriftFinding& finding : lesson.findings) {
            if (!isNews(sample.subject, finding))
                continue;
            look.delivery = delivery;
            look.findings.append(finding);
        }
        look.isMore = lesson.isMore || look.isMore;
        isChanged = true;
    }
    bool isNews(const DriftSubject& subject, const DriftFinding& finding)
    {
        using Kind = DriftFinding::Kind;
        constexpr size_t mostTold = 1'000;
        const bool isNamed = finding.kind == Kind::NewValue || finding.kind == Kind::NewEventType;
        const auto key = std::tuple(subject.key(), finding.kind, finding.path, isNamed ? finding.text : QString());
        return told.size() < mostTold && told.insert(key).second;
    }
    void accept(const Sample& sample)
    {
        beforeAcceptance = baseline;
        baseline.accept(sample.subject, sample.shape);
        isChanged = true;
        save();
    }
    void undoAcceptance()
    {
        if (!beforeAcceptance)
            return;
        baseline = *std::exchange(beforeAcceptance, std::nullopt);
        isChanged = true;
        save();
    }
    [[nodiscard]] Examination examine(const SampleIfAny& sample, qint64 delivery) const
    {
        if (sample)
            return {baseline.examine(sample->subject, sample->shape, delivery), false};
        return {{}, sample.error() == NoSample::TooLarge};
    }
    /// Of work in hand: whether it goes on later, or never.
    [[nodiscard]] bool isTimeUp(qint64 begin) const
    {
        return QThread::currentThread()->isInterruptionRequested() || clock.monotonicMicros() - begin > microsAtOnce;
    }
    /// Where to go on from, given the newest delivery: the beginning in a log that is another one by now.
    [[nodiscard]] Result<LogPlace, LogError> placeIn(const LogQueries& log, qint64 newest);
    /// Looks at the next few; true where there may be more.
    [[nodiscard]] Result<Look, LogError> learnNext(const LogQueries& log);

    const QString directory;
    const Clock& clock;
    Baseline baseline;
    std::optional<Baseline> beforeAcceptance; ///< the latest one, until it is taken back
    LogPlace lookedAt;                        ///< up to there all deliveries were
    qint64 lastSave = 0;
    bool isLoaded = false;
    bool isChanged = false;
    std::set<std::tuple<QString, DriftFinding::Kind, QString, QString>> told; ///< by subject, kind, path and text
};

Result<LogPlace, LogError> DriftWatch::State::placeIn(const LogQueries& log, qint64 newest)
{
    const auto isOfThisLog = log.isPlaceOf(lookedAt);
    if (!isOfThisLog)
        return failure(isOfThisLog.error());
    if (!*isOfThisLog)
        baseline.setNews({}); // its numbers are of another log
    const qint64 number = std::max(*isOfThisLog ? lookedAt.number : 0, newest - longestBacklog);
    return log.placeOf(std::max<qint64>(0, number));
}

Result<DriftWatch::Look, LogError> DriftWatch::State::learnNext(const LogQueries& log)
{
    DeliveryQuery verified;
    verified.quick = DeliveryQuery::Quick::Verified;
    const auto newest = log.page(verified, 0, 1);
    if (!newest)
        return failure(newest.error());
    Look look;
    if (newest->isEmpty())
        return look;
    auto place = placeIn(log, newest->first().number);
    if (!place)
        return failure(place.error());
    lookedAt = *std::move(place);
    const auto rows = log.following(verified, lookedAt.number, deliveriesAtOnce);
    if (!rows)
        return failure(rows.error());
    const qint64 begin = clock.monotonicMicros();
    look.hasMore = rows->size() == deliveriesAtOnce;
    for (const DeliverySummary& row : *rows) {
        if (isTimeUp(begin)) {
            look.hasMore = true;
            break;
        }
        lookedAt.number = row.number;
        lookedAt.receivedAt = row.receivedAt;
        isChanged = true;
        if (row.attempt > 1)
            continue; // the same once more
        if (const auto sample = sampleOf(log.delivery(row.number)))
            learn(*sample, row.number, look);
    }
    saveNowAndThen();
    return look;
}

DriftWatch::DriftWatch(const QString& directory, const Clock& clock, LogReader::DamageHandler onDamage, QObject* parent)
    : QObject(parent)
    , m_state(std::make_shared<State>(directory, clock))
    , m_reader(directory, clock, std::move(onDamage), WorkThread::Share::Less)
{
}

DriftWatch::~DriftWatch()
{
    close();
}

void DriftWatch::close()
{
    if (std::exchange(m_isClosed, true))
        return;
    m_reader.close();
    m_state->save();
}

template <typename Work>
auto DriftWatch::ask(Work work)
{
    return m_reader.ask([state = m_state, work = std::move(work)](const LogQueries& log) {
        state->load();
        return work(*state, log);
    });
}

void DriftWatch::catchUp()
{
    m_isBehind = true;
    if (!m_isBusy)
        learnNext();
}

void DriftWatch::learnNext()
{
    if (m_isClosed)
        return;
    m_isBusy = true;
    m_isBehind = false;
    const auto next = ask([](State& state, const LogQueries& log) { return state.learnNext(log); });
    whenAnswered(this, next, [this](const Result<Look, LogError>& look) {
        if (m_isClosed)
            return;
        const Look done = look.value_or(Look{});
        tell(done);
        m_isBusy = m_isBehind || done.hasMore;
        if (m_isBusy)
            QTimer::singleShot(m_rest, this, &DriftWatch::learnNext);
        else
            Q_EMIT learned();
    });
}

void DriftWatch::learnResource(const ResourceRecord& fetch)
{
    const auto done = ask([fetch](State& state, const LogQueries& log) -> Result<Look, LogError> {
        Look look;
        if (const auto sample = sampleOf(fetch, log))
            state.learn(*sample, fetch.delivery, look);
        state.saveNowAndThen();
        return look;
    });
    whenAnswered(this, done, [this](const Result<Look, LogError>& look) {
        tell(look.value_or(Look{}));
        Q_EMIT learned();
    });
}

void DriftWatch::tell(const Look& look)
{
    if (!look.findings.isEmpty())
        Q_EMIT found(look.delivery, look.findings);
    if (look.isMore)
        Q_EMIT baselineChanged();
}

QFuture<DriftWatch::Findings> DriftWatch::examine(qint64 delivery)
{
    return ask([delivery](const State& state, const LogQueries& log) -> Findings {
        const auto record = log.delivery(delivery);
        if (!record)
            return failure(record.error());
        return state.examine(sampleOf(*record), delivery);
    });
}

QFuture<DriftWatch::FindingsOfEach> DriftWatch::examineEach(const QList<qint64>& deliveries)
{
    return ask([deliveries](const State& state, const LogQueries& log) -> FindingsOfEach {
        QHash<qint64, QList<DriftFinding>> found;
        for (const qint64 number : deliveries) {
            if (QThread::currentThread()->isInterruptionRequested())
                break;
            const QList<DriftFinding> findings = state.examine(sampleOf(log.delivery(number)), number).findings;
            if (!findings.isEmpty())
                found.insert(number, findings);
        }
        return found;
    });
}

QFuture<DriftWatch::Findings> DriftWatch::examineResource(const ResourceRecord& fetch)
{
    return ask([fetch](const State& state, const LogQueries& log) -> Findings {
        return state.examine(sampleOf(fetch, log), fetch.delivery);
    });
}

void DriftWatch::accept(qint64 delivery)
{
    const auto done = ask([delivery](State& state, const LogQueries& log) -> Result<bool, LogError> {
        const auto sample = sampleOf(log.delivery(delivery));
        if (sample)
            state.accept(*sample);
        return sample.has_value();
    });
    whenAnswered(this, done, [this](const Result<bool, LogError>&) { Q_EMIT baselineChanged(); });
}

void DriftWatch::acceptResource(const ResourceRecord& fetch)
{
    const auto done = ask([fetch](State& state, const LogQueries& log) -> Result<bool, LogError> {
        const auto sample = sampleOf(fetch, log);
        if (sample)
            state.accept(*sample);
        return sample.has_value();
    });
    whenAnswered(this, done, [this](const Result<bool, LogError>&) { Q_EMIT baselineChanged(); });
}

void DriftWatch::undoAcceptance()
{
    const auto done = m_reader.run([state = m_state] {
        state->load();
        state->undoAcceptance();
        return true;
    });
    whenAnswered(this, done, [this](bool) { Q_EMIT baselineChanged(); });
}

} // namespace kaunt
