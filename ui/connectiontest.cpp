// SPDX-License-Identifier: MIT
#include "ui/connectiontest.h"

#include "core/answerstatus.h"
#include "core/forward/forwardsettings.h"
#include "core/session/monitorsession.h"
#include "core/session/testevent.h"
#include "core/whenanswered.h"
#include "ui/answermodesentences.h"
#include "ui/sendingsentences.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <utility>

namespace kaunt {

namespace {

constexpr int unauthorized = 401;
constexpr std::chrono::milliseconds patience{15'000}; // with each step

qint64 deliveryNumber(const QByteArray& answer)
{
    return QJsonDocument::fromJson(answer).object().value(QStringLiteral("delivery")).toInteger();
}

/// What our receiver says of an answer that is not its own choice.
QString statusWord(const QByteArray& answer)
{
    return QJsonDocument::fromJson(answer).object().value(QStringLiteral("status")).toString();
}

/// The answer mode that a delivery was met by.
std::optional<AnswerMode> notedMode(const QStringList& notes)
{
    const QLatin1String prefix("answer-mode:");
    for (const QString& note : notes) {
        if (note.startsWith(prefix))
            return answerModeFromText(note.mid(prefix.size()));
    }
    return {};
}

Sentence notSent(const SendOutcome& outcome)
{
    if (outcome.noAnswer.reason == NoAnswer::Reason::NoSecret)
        return {ConnectionTest::tr("The endpoint has no secret, so the test could not be signed."),
                {},
                ConnectionTest::tr("Enter the webhook's secret above.")};
    if (outcome.noAnswer.reason == NoAnswer::Reason::NotListening)
        return {ConnectionTest::tr("The receiver stopped listening before the test was sent."),
                {},
                ConnectionTest::tr("Send the test again.")};
    return {ConnectionTest::tr("The test got no answer."), noAnswerText(outcome.noAnswer),
            ConnectionTest::tr("See whether a firewall on this machine is in the way, then send the test again.")};
}

/// As everywhere, but for where another port is chosen: here, not in the settings.
Sentence notListening(const ListenError& error)
{
    Sentence sentence = sentenceFor(error);
    if (error.code == ListenError::Code::PortTaken)
        sentence.next = ConnectionTest::tr("Stop that program, or choose another port above.");
    return sentence;
}

Sentence notAccepted(int status)
{
    if (status == unauthorized)
        return {ConnectionTest::tr("The receiver refused the signature."),
                ConnectionTest::tr("The secret may have changed while the test ran."),
                ConnectionTest::tr("Send the test again.")};
    return {ConnectionTest::tr("The receiver answered %1.").arg(status),
            {},
            ConnectionTest::tr("See the Signature tab of the delivery for the reason, then send the test again.")};
}

Sentence timedOut(ConnectionTest::Step step)
{
    switch (step) {
    case ConnectionTest::Step::Listening:
        return {ConnectionTest::tr("The receiver did not begin to listen in time."),
                {},
                ConnectionTest::tr("Try another port.")};
    case ConnectionTest::Step::Sent:
        return {ConnectionTest::tr("The receiver did not answer in time."),
                {},
                ConnectionTest::tr("See whether the disk is busy or full, then send the test again.")};
    case ConnectionTest::Step::Verified:
    case ConnectionTest::Step::Stored:
    case ConnectionTest::Step::Shown:
        return {ConnectionTest::tr("The log did not show the test in time."),
                {},
                ConnectionTest::tr("See whether the disk is busy or full, then send the test again.")};
    }
    return {};
}

} // namespace

ConnectionTest::ConnectionTest(MonitorSession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_timer(new QTimer(this))
{
    m_timer->setSingleShot(true);
    m_timer->setInterval(patience);
    connect(m_timer, &QTimer::timeout, this, &ConnectionTest::takeTimeout);
    connect(&session, &MonitorSession::receiverStateChanged, this, &ConnectionTest::takeReceiverState);
    connect(&session, &MonitorSession::testSent, this, &ConnectionTest::takeAnswer);
    connect(&session, &MonitorSession::deliveriesRecorded, this, &ConnectionTest::takeRecorded);
}

ConnectionTest::State ConnectionTest::state(Step step) const
{
    return m_states.at(static_cast<std::size_t>(step));
}

void ConnectionTest::start(const QString& endpoint)
{
    if (m_isRunning)
        return;
    forget();
    m_isRunning = true;
    m_endpoint = endpoint;
    m_delivery = 0;
    m_recorded.clear();
    m_answer.reset();
    begin(Step::Listening);
    const ReceiverState state = m_session.receiverState();
    if (state == ReceiverState::Stopped || state == ReceiverState::Failed)
        m_session.startReceiver();
    else
        takeReceiverState(state);
}

void ConnectionTest::forget()
{
    if (m_isRunning)
        return;
    for (int i = 0; i < stepCount; ++i) {
        m_step = static_cast<Step>(i);
        set(State::Waiting, {});
    }
}

void ConnectionTest::takeReceiverState(ReceiverState state)
{
    if (!m_isRunning || m_step != Step::Listening)
        return;
    if (state == ReceiverState::Failed)
        fail(notListening(m_session.listenError().value_or(ListenError{})));
    if (state != ReceiverState::Listening)
        return;
    const QList<ListeningEndpoint> endpoints = m_session.endpoints();
    QString url;
    for (const ListeningEndpoint& one : endpoints) {
        if (one.name == m_endpoint)
            url = one.url.toDisplayString();
    }
    pass({url, {}, {}});
    begin(Step::Sent);
    m_session.sendTestEvent(knownEventTypes().constFirst(), m_endpoint, {{guideHeaderName, "1"}});
}

void ConnectionTest::takeAnswer(const SendOutcome& outcome)
{
    if (!m_isRunning || m_step != Step::Sent)
        return;
    if (outcome.status == 0 && !outcome.isConnected) {
        fail(notSent(outcome));
        return;
    }
    m_answer = outcome;
    if (outcome.status == 0 || statusWord(outcome.answer) == QLatin1String("answer-mode")) {
        takeRecorded({}); // such an answer tells nothing of what became of it; the log does
        return;
    }
    // Only what is verified and stored is passed through; what became of it there is no fault of the path to here.
    const bool isPassedThrough = statusWord(outcome.answer) == QLatin1String("passed-through");
    const bool isAccepted = isSuccess(outcome.status);
    pass(answered(isPassedThrough && !isAccepted ? whyPassedThrough() : QString()));
    begin(Step::Verified);
    m_delivery = deliveryNumber(outcome.answer);
    if ((isAccepted || isPassedThrough) && m_delivery != 0)
        takeVerified();
    else
        fail(notAccepted(outcome.status));
}

void ConnectionTest::takeVerified()
{
    pass({tr("The signature is the one that your secret gives."), {}, {}});
    begin(Step::Stored);
    takeRecorded({});
}

QString ConnectionTest::whyPassedThrough() const
{
    const QList<PassThroughTarget> targets = passThroughTargets(m_session.settings().forwards);
    const auto own = std::find_if(targets.cbegin(), targets.cend(), [this](const PassThroughTarget& one) {
        return one.endpoint.isEmpty() || one.endpoint == m_endpoint;
    });
    if (own == targets.cend())
        return tr("It was passed through to a target of the settings.");
    return tr("That is what came of passing it through to %1: see whether that is up and takes it.")
        .arg(quotedText(withoutCredentials(own->target.name())));
}

Sentence ConnectionTest::answered(const QString& why) const
{
    QString happened = m_answer ? tr("Sent, and not answered.") : tr("Sent, and not answered yet.");
    if (m_answer && m_answer->status != 0)
        happened = tr("Answered %1 within %2 ms.").arg(m_answer->status).arg(QLocale().toString(m_answer->millis));
    return {happened, why, {}};
}

/// Whether the log has it as one that an answer mode met.
bool ConnectionTest::takeMetByMode()
{
    for (const DeliverySummary& one : std::as_const(m_recorded)) {
        const auto mode = notedMode(one.notes);
        if (!mode || one.endpoint != m_endpoint || one.verdict != Verdict::Verified)
            continue;
        m_delivery = one.number;
        pass(answered(tr("That is on purpose: by its answer mode the endpoint %1.").arg(answerModeWords(*mode))));
        begin(Step::Verified);
        takeVerified();
        return true;
    }
    return false;
}

void ConnectionTest::takeRecorded(const QList<DeliverySummary>& deliveries)
{
    if (!m_isRunning)
        return;
    m_recorded += deliveries;
    if (m_step == Step::Sent && m_answer && takeMetByMode())
        return;
    const bool isThere = std::any_of(m_recorded.cbegin(), m_recorded.cend(),
                                     [this](const DeliverySummary& one) { return one.number == m_delivery; });
    if (m_step != Step::Stored || !isThere)
        return;
    pass({tr("It is delivery %1 of the log.").arg(m_delivery), {}, {}});
    begin(Step::Shown);
    askTheLog();
}

void ConnectionTest::askTheLog()
{
    whenAnswered(
        this, m_session.reader().ask([number = m_delivery](const LogQueries& log) { return log.delivery(number); }),
        [this, number = m_delivery](const Result<DeliveryRecord, LogError>& record) {
            if (!m_isRunning || m_step != Step::Shown || number != m_delivery)
                return;
            if (!record) {
                fail(sentenceFor(record.error()));
                return;
            }
            pass({tr("It stands in the list as “%1”.").arg(eventTypeText(knownEventTypes().constFirst())), {}, {}});
            m_isRunning = false;
            Q_EMIT finished(true);
        });
}

void ConnectionTest::takeTimeout()
{
    if (!m_isRunning || (m_step == Step::Sent && takeMetByMode())) // one that is answered late
        return;
    fail(m_step == Step::Sent && m_answer ? notSent(*m_answer) : timedOut(m_step));
}

void ConnectionTest::begin(Step step)
{
    m_step = step;
    set(State::Running, {});
    m_timer->start();
}

void ConnectionTest::pass(const Sentence& sentence)
{
    m_timer->stop();
    set(State::Passed, sentence);
}

void ConnectionTest::fail(const Sentence& sentence)
{
    m_timer->stop();
    m_isRunning = false;
    set(State::Failed, sentence);
    Q_EMIT finished(false);
}

void ConnectionTest::set(State state, const Sentence& sentence)
{
    m_states.at(static_cast<std::size_t>(m_step)) = state;
    Q_EMIT stepChanged(m_step, state, sentence);
}

} // namespace kaunt
