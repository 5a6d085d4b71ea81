// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/delivery.h"
#include "ui/deliverywording.h"
#include "ui/driftbanner.h"

#include <QMap>
#include <QScrollArea>

class QBoxLayout;
class QFormLayout;
class QLabel;
class QPushButton;

namespace kaunt {

class AnnotationBar;
class SentenceLabel;
struct Annotation;
class ValueField;

/// The Summary tab: what happened in one sentence, then the facts, each to be copied. GUI thread.
class SummaryPanel final : public QScrollArea {
    Q_OBJECT

public:
    explicit SummaryPanel(QWidget* parent = nullptr);

    /// The same again, or a repeat in its place, is read on where it was.
    void showDelivery(const DeliveryRecord& delivery, qint64 nowUtcMillis, SecretByNow secret = SecretByNow::Unknown);
    /// What is new in the shown delivery's contract.
    [[nodiscard]] DriftBanner& driftBanner() { return *m_drift; }
    void focusNote();
    /// Its number may be another's from now on, until showDelivery().
    void forgetDelivery();
    void takeNotStored();                    ///< of what was `annotated`
    void setAnnotatable(bool isAnnotatable); ///< not in a log that is only looked at

Q_SIGNALS:
    void annotated(const kaunt::Annotation& annotation);
    void noteDone();
    /// The user wants to see what else there is of the same company or request.
    void filterRequested(const QString& expression);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    enum class Fact {
        Event,
        Company,
        Id,
        Tenant,
        Correlation,
        Url,
        Time,
        UtcTime,
        Signature,
        Attempt,
        Answer,
        Size,
        Hash,
        Origin,
        Number
    };

    [[nodiscard]] QWidget* buildContent();
    void arrangeColumns();
    void addFact(QFormLayout* form, Fact fact, const QString& objectName, const QString& name);
    [[nodiscard]] QFormLayout* buildEventFacts();
    [[nodiscard]] QFormLayout* buildDeliveryFacts();
    [[nodiscard]] static QFormLayout* makeForm();
    void setFact(Fact fact, const QString& value, const QString& term = {});
    [[nodiscard]] QWidget* buildRelated();
    void showAnnounced(const DeliverySummary& delivery);
    void showNotes(const DeliverySummary& delivery);

    QMap<Fact, ValueField*> m_facts;
    SentenceLabel* m_sentence;
    DriftBanner* m_drift;
    AnnotationBar* m_annotation;
    QLabel* m_notes;
    QPushButton* m_filterCompany;
    QPushButton* m_filterCorrelation;
    QWidget* m_related;
    QFormLayout* m_eventForm;
    QFormLayout* m_deliveryForm;
    QWidget* m_announced; ///< what only a delivery with an event has
    QBoxLayout* m_columns;
    qint64 m_number = 0; ///< of what is shown
    std::optional<WebhookEvent> m_event;
    QString m_companyTerms; ///< of a filter
    QString m_correlation;
};

} // namespace kaunt
