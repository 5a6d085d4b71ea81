// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/storage/logerror.h"
#include "core/webhook/delivery.h"
#include "ui/latetimings.h"

#include <QWidget>

#include <optional>

class QLabel;
class QStackedWidget;
class QTabWidget;

namespace kaunt {

class ChainPanel;
class DetailsAnnotation;
class DetailsDrift;
class DetailsFetch;
class DetailsSignature;
class HeadersPanel;
class HistoryPanel;
class MonitorSession;
class PayloadPanel;
class ResourcePanel;
class SignaturePanel;
class SummaryPanel;

/// Everything about one delivery, in tabs: Summary, Payload, Headers, Signature, Resource, History, Chain. Asks the
/// session's reader for what it shows, drops late answers, and follows the session's signals (a repeat, a finished
/// fetch). The chosen tab stays when another delivery is shown. GUI thread; the session outlives it.
class DetailsPanel final : public QWidget {
    Q_OBJECT

public:
    explicit DetailsPanel(MonitorSession& session, QWidget* parent = nullptr);

    [[nodiscard]] qint64 shownDelivery() const { return m_number; } ///< 0 where there is none
    void addAbove(QWidget* banner);                                 ///< the tabs
    bool takeKeyboard(); ///< to the first of their controls; false where no delivery is shown, and nothing has it
    /// Which tab the user has chosen.
    [[nodiscard]] QByteArray tabState() const;
    void restoreTab(const QByteArray& state); ///< what can't be read leaves the tab in front

public Q_SLOTS:
    /// 0 shows nothing but a hint.
    void showDelivery(qint64 number);
    /// Brings the Resource tab to the front and starts a fetch of the shown delivery, where it can be fetched.
    void fetchResource();
    /// Marks the events of the chosen deliveries, or takes the marks away, as the shown one's becomes; where that is
    /// not among them, as the first one's. Where none is chosen, of the shown one.
    void toggleMark(const QList<qint64>& chosen);
    /// Brings the Summary tab to the front, with the cursor in the note.
    void editNote();
    /// Brings the tab to the front that is so many further on; behind the last is the first.
    void showNextTab(int step);
    /// Opens a comparison of what is shown with the one before: of the chosen fetch while the Resource tab is in front,
    /// else of the delivery.
    void compareWithPrevious();

Q_SIGNALS:
    void deliveryShown(qint64 number); ///< 0: none
    /// It is read, or read again.
    void deliveryRead(const kaunt::DeliverySummary& delivery);
    /// Of the shown delivery, once it is read; of one that is still being read a fetch can be wanted.
    void fetchableChanged(bool isFetchable);
    /// Likewise, whether it has a body to be compared.
    void comparableChanged(bool isComparable);
    /// The user is done with the note: the keyboard goes back to the list.
    void noteDone();
    /// The user wants to see another delivery (an attempt in the history, say).
    void deliveryRequested(qint64 number);
    /// The user wants the list filtered so.
    void filterRequested(const QString& expression);
    /// The user wants the list narrowed by a value: a term of a filter.
    void termChosen(const QString& term);
    /// The user wants a column in the list with what stands at this path of the payload.
    void columnWanted(const QString& path);

private:
    void addTabs();
    void connectPanels();
    void followSession();
    void showHint(const QString& text);
    void showTabsOf(const DeliverySummary& summary);

    template <typename Question, typename Then>
    void ask(Question question, Then then);
    void startAnew();
    void askAll();
    void askDelivery();
    void askAttempts();
    void askForwards();
    void askChain();
    void askResources();
    void takeDelivery(const Result<DeliveryRecord, LogError>& answer);
    void takeRecorded(const QList<DeliverySummary>& deliveries);
    void startFetch();

    MonitorSession& m_session;
    QStackedWidget* m_stack;
    QLabel* m_hint;
    QTabWidget* m_tabs;
    SummaryPanel* m_summary;
    PayloadPanel* m_payload;
    HeadersPanel* m_headers;
    SignaturePanel* m_signature;
    ResourcePanel* m_resource;
    HistoryPanel* m_history;
    ChainPanel* m_chain;
    DetailsAnnotation* m_annotation;
    DetailsDrift* m_drift;
    DetailsFetch* m_fetch;
    DetailsSignature* m_ofSignature;

    qint64 m_number = 0; ///< of the delivery that is asked for or shown
    LateTimings m_timings;
    quint64 m_question = 0; ///< counts showDelivery; answers to earlier ones are dropped
    std::optional<DeliveryRecord> m_delivery;
    QWidget* m_chosenTab = nullptr; ///< while a request that has no such tab is shown
    bool m_isFetchWanted = false;   ///< as soon as the delivery is there
};

} // namespace kaunt
