// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/resourcefetcher.h"
#include "ui/driftbanner.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace kaunt {

class DocumentView;
class FetchBar;
class JsonBodyView;
class ProposalView;
class SentenceLabel;
class ValueField;
struct Sentence;

/// The Resource tab: fetches what the event points at, and shows each fetch that was made: as people read it, or what
/// went wrong, and always as it came. GUI thread.
class ResourcePanel final : public QWidget {
    Q_OBJECT

public:
    explicit ResourcePanel(QWidget* parent = nullptr);

    /// Another delivery: `reason` says why its resource can't be fetched; empty where it can.
    void setDelivery(const QString& eventType, const QString& reason);
    /// Its fetches, newest first. Where one is new, the last that was read is brought to the front, with what became of
    /// a later try, and the newest where none was; else the chosen one stays.
    void setFetches(const QList<ResourceRecord>& fetches);

    /// What is new in the shown fetch's contract.
    [[nodiscard]] DriftBanner& driftBanner() { return *m_drift; }
    [[nodiscard]] const ResourceRecord& shownFetch() const { return m_shown; } ///< id 0 where there is none
    /// Opens a comparison of the chosen fetch with the one before; false where no two, and it one of them, brought
    /// something.
    bool compareChosen();

    void showFetchRunning();
    void showFetchEnded(const FetchOutcome& outcome);
    [[nodiscard]] FetchBar& fetchBar() { return *m_bar; }

Q_SIGNALS:
    void fetchRequested();
    void cancelRequested();
    /// Another fetch is shown, or none.
    void fetchShown();

private:
    void configureWidgets();
    void layOut();
    [[nodiscard]] QWidget* buildFetchRow();
    void showChosen();
    void showFetchRow();
    [[nodiscard]] QList<ResourceRecord> comparableFetches() const;
    void showFetch(const ResourceRecord& fetch);
    [[nodiscard]] Sentence troubleWith(const ResourceRecord& fetch) const;
    void showRead(); ///< the body of the chosen fetch
    void showContent(const ResourceRecord& fetch);

    QList<ResourceRecord> m_fetches;
    ResourceRecord m_shown;
    QString m_eventType;
    bool m_isRunning = false;
    bool m_isFetchable = false;
    FetchBar* m_bar;
    QWidget* m_fetchRow;
    QComboBox* m_chosen;
    QLabel* m_correlationLabel = nullptr;
    ValueField* m_correlation;
    QPushButton* m_compare;
    QPushButton* m_raw;
    SentenceLabel* m_error;
    DriftBanner* m_drift;
    ProposalView* m_proposal;
    DocumentView* m_document;
    QLabel* m_hint;
    JsonBodyView* m_body;
    QStackedWidget* m_content; ///< proposal, document, hint or body
    QWidget* m_readable = nullptr;
};

} // namespace kaunt
