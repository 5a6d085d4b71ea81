// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/resourcefetcher.h"
#include "core/clock.h"
#include "core/session/concern.h"
#include "core/session/deliverydetail.h"
#include "core/session/sessionreceiver.h"
#include "core/settings/settings.h"
#include "core/simulator/simulatedkaunt.h"
#include "core/storage/eventlog.h"
#include "core/storage/logreader.h"

#include <QObject>

#include <memory>
#include <optional>

namespace kaunt {

class DriftWatch;
class SessionTunnel;

/// One running monitor: the log, the receiver in its thread, the reader, the fetcher and, for a demo, a simulated
/// Kaunt; made and taken down in the one order that loses nothing. Lives in the main thread and never blocks it but in
/// close(), and in open() for what that says.
class MonitorSession final : public QObject {
    Q_OBJECT

public:
    /// Where a demo listens, on this machine alone unless an address is given.
    enum class DemoPort {
        Usual, ///< as the settings say, or on another port where that is taken
        Apart, ///< on any that is free: at the one of the settings, real deliveries arrive
        Given, ///< as the settings say or nowhere, and at their address
    };

    /// What a session is opened with, and does by itself.
    struct Options {
        QString dataDirectory;
        Settings settings;
        bool demo = false; ///< a throw-away folder, a secret made up for it, a simulated Kaunt that delivers
        /// Whether deliveries are read again for those who look at them: indexed for search, their shapes learned. A
        /// receiver in a terminal leaves that to the next window.
        bool inspects = true;
        bool learnsShapes = false; ///< for drift, at its leisure, where it does not inspect
        /// The log is one of a capture: it is looked at, and nothing is received, fetched or watched for it.
        bool isCapture = false;
        DemoPort demoPort = DemoPort::Usual;
    };

    /// Opens the log. Nothing listens yet. Waits for the opening: some milliseconds, a quarter of a second at the most
    /// for another's lock; a log that is held for longer is no failure (see EventLog::open), `storingFailed` follows.
    [[nodiscard]] static Result<std::unique_ptr<MonitorSession>, LogError> open(const Options& options,
                                                                                const Clock& clock);
    ~MonitorSession() override; ///< as close()

    /// Listens; `receiverStateChanged` tells how it went. Failed means that it listens nowhere, not where it did before
    /// either; apply() with other settings tries again.
    void startReceiver();
    void stopReceiver();
    /// Takes effect at once, in the running receiver too.
    void apply(const Settings& settings);
    [[nodiscard]] const Settings& settings() const;
    [[nodiscard]] bool isDemo() const;
    [[nodiscard]] bool isCapture() const;

    [[nodiscard]] ReceiverState receiverState() const;
    [[nodiscard]] bool isReceiverWanted() const; ///< started and not stopped since, be it that it can listen or not
    [[nodiscard]] QList<ListeningEndpoint> endpoints() const;           ///< while listening
    [[nodiscard]] std::optional<ListenError> listenError() const;       ///< while Failed
    [[nodiscard]] std::optional<ServedCertificate> certificate() const; ///< while listening with TLS

    [[nodiscard]] QList<ForwardState> downTargets() const; ///< of forwarding
    /// What targets answered to a delivery that is to be sent to them again; of an earlier run as forwardResumed()
    /// tells it.
    [[nodiscard]] QList<ForwardRecord> openForwards(qint64 delivery) const;

    /// What waits for this target to be tried again is tried now: this delivery, or with 0 all.
    void tryForwardNow(const QString& target, qint64 delivery);

    [[nodiscard]] LogReader& reader();
    [[nodiscard]] DriftWatch& drift();
    [[nodiscard]] SessionTunnel& tunnel();
    [[nodiscard]] EventLog& log();
    [[nodiscard]] const Clock& clock() const;
    [[nodiscard]] QString dataDirectory() const;

    /// Reads the resource of a delivery's event and stores what came. A refused delivery's Url is never fetched: the
    /// job ends with the step `url`, and so does one that is asked for after close(). One fetch per delivery at a time:
    /// a second call returns the running job.
    FetchJob* fetch(const DeliverySummary& delivery);
    [[nodiscard]] FetchJob* runningFetch(qint64 delivery) const;

    /// A signed sample through the real path: real HTTP to our own receiver, with the first secret of `endpoint` that
    /// is not retired, and `marks` in its head. `testSent` follows, unless the session is closed before; its error text
    /// is "not-listening" or "no-secret" where nothing was sent.
    void sendTestEvent(const QString& eventType, const QString& endpoint, const HeaderList& marks = {});

    /// What is signed with for the endpoint of this name: the first of its secrets that is usable, empty where there is
    /// none.
    [[nodiscard]] QByteArray signingSecret(const QString& endpoint) const;

    /// How the endpoint of this name answers from now on, for a while; `answerModeChanged` follows.
    void setAnswerMode(const QString& endpoint, const AnswerMode& mode);

    /// Cancels what is being fetched or sent, stops the simulator, drains the receiver, ends its tunnel and what is
    /// forwarded, closes the log. Blocks for the drain and the tunnel's end, a few seconds at the most. Afterwards
    /// nothing listens, and what is asked of the reader or the log is answered with Closing.
    void close();

Q_SIGNALS:
    void receiverStateChanged(kaunt::ReceiverState state);
    /// With TLS: before Listening, and when the files or what is to be said of them have changed.
    void certificateServed(const kaunt::ServedCertificate& served);
    void deliveriesRecorded(const QList<kaunt::DeliverySummary>& deliveries);
    /// Requests that no endpoint took; they are rows of the log, and no deliveries.
    void misdirectedRecorded(const QList<kaunt::DeliverySummary>& requests);
    /// What left no row in the log; each reason by itself, paced.
    void turnedAway(const kaunt::TurnedAway& turnedAway);
    /// Likewise of all that could not be read.
    void requestsUnreadable(const kaunt::UnreadableRequests& unreadable);
    void deliveriesRemoved(const QList<qint64>& numbers);
    void statisticsChanged(const kaunt::LogStatistics& statistics);
    /// Deliveries could not be kept and were answered 503, or will be: repeated until `storingRecovered`.
    void storingFailed(const kaunt::LogError& error);
    void storingRecovered();
    /// What belongs to a delivery could not be kept. The delivery itself is.
    void detailNotStored(kaunt::DeliveryDetail detail, const kaunt::LogError& error);
    /// What users have said of deliveries and can't be stored just now, for this reason; nothing once none is left.
    void annotationsWaiting(const QList<kaunt::Annotation>& waiting, const kaunt::LogError& error);
    /// The log was damaged, and a new one stands in its place: numbers stay, but some deliveries may be gone.
    void logSalvaged(const kaunt::SalvageReport& report);
    /// The log's file was deleted or exchanged, and what stands in its place is gone on in.
    void logReplaced(const QString& path);
    void concernRaised(const kaunt::Concern& concern);
    void concernCleared(kaunt::Concern::Kind kind);
    void fetchStarted(qint64 delivery, kaunt::FetchJob* job);
    void resourceStored(const kaunt::ResourceRecord& resource);
    /// Another process has written to the log: see EventLog. Told within a second or so, to who inspects.
    void logChangedByOthers();
    /// What is said about the event of this delivery has changed.
    void deliveryAnnotated(qint64 delivery);
    /// It was set, or is over.
    void answerModeChanged(const QString& endpoint, const kaunt::AnswerMode& mode);
    /// What became of a delivery at a target that it was forwarded to.
    void forwarded(const kaunt::ForwardRecord& record);
    /// It was answered, and is sent again: ForwardRecord::nextAt tells when.
    void forwardAttempted(const kaunt::ForwardRecord& record);
    /// It was in an earlier run; what and when is not known any more.
    void forwardResumed(const kaunt::ForwardRecord& record);
    void forwardStateChanged(const kaunt::ForwardState& state);
    void forwardMeasured(const kaunt::ForwardMeasure& measure);
    /// The same, once the log has them.
    void forwardsStored(const QList<kaunt::ForwardRecord>& records);
    void testSent(const kaunt::SendOutcome& outcome);
    void settingsChanged(const kaunt::Settings& settings);

private:
    struct Private;
    explicit MonitorSession(std::unique_ptr<Private> priv);
    void followLog();
    void followDrift();
    void lookOut();
    void keepIndexed();
    void tellStoring(const LogError& error);
    void tellRecovered();
    void followFetches();
    void followReceiver();
    void followSimulator();

    std::unique_ptr<Private> d;
};

} // namespace kaunt
