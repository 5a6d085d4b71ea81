// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logqueries.h"
#include "ui/keptfilters.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QAction;
class QActionGroup;
class QHBoxLayout;
class QLabel;
class QLineEdit;

namespace kaunt {

class FilterCompleter;
class KeptFiltersButton;
class RemarkLabel;
class LogReader;

/// The filter field with completion, the saved and recent filters, and the four quick filters. What is typed takes
/// effect at once, and is among the recent ones once the field is left. A wrong expression is marked at its place, and
/// said to be without effect, after a pause; it is explained below with Enter or once the cursor has left it. The list
/// keeps the last right one meanwhile. One with a relative time is told anew whenever the user asks for it: by Enter,
/// from the menu, or by a quick filter.
class FilterBar final : public QWidget {
    Q_OBJECT

public:
    explicit FilterBar(QWidget* parent = nullptr);
    ~FilterBar() override;

    [[nodiscard]] DeliveryQuery query() const { return m_query; } ///< repeats are not its business
    void setExpression(const QString& expression);                ///< takes effect at once
    [[nodiscard]] bool isFiltering() const;
    [[nodiscard]] QString expressionInEffect() const { return m_appliedText; }
    /// Narrows what is shown by one more term; one that says the contrary goes. Takes effect at once.
    void addTerm(const QString& term);
    /// Whom completion asks for the values that were seen; it outlives this.
    void setReader(LogReader& reader);
    /// Where the saved and the recent ones are read and written: see KeptFiltersButton.
    void setKeptFilters(std::function<KeptFilters()> read,
                        std::function<Result<void, QString>(const KeptFilters&)> write);
    /// All, Needs attention, Verified, Refused: checkable, one of them checked.
    [[nodiscard]] QList<QAction*> quickFilterActions() const;

public Q_SLOTS:
    void focusFilter();
    void clearFilter();
    /// In place of all that narrows the list, the quick filter too.
    void setOnlyExpression(const QString& expression);
    /// How much of the log has been searched, or read for a sorted list; nothing is said from 100 on, nor for a moment.
    void showProgress(int percent, bool isSorting = false);

Q_SIGNALS:
    void queryChanged(const kaunt::DeliveryQuery& query);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void addField(QHBoxLayout* row);
    void placeNotInEffect();
    void addKeptFilters(QHBoxLayout* row);
    void addQuickFilters(QHBoxLayout* row);
    enum class Asked { Again, ForChange };
    void apply(Asked asked = Asked::ForChange);
    void applyWhatIsRight();
    void applyUnlessBeingWritten();
    void takeWritten();
    void markError(const FilterError& error);
    void explainError(const FilterError& error);
    void clearError();

    QLineEdit* m_field;
    FilterCompleter* m_completer;
    KeptFiltersButton* m_keptFilters;
    RemarkLabel* m_notInEffect; ///< within the field, where it moves nothing
    RemarkLabel* m_errorText;
    QLabel* m_progress;
    QActionGroup* m_quickFilters;
    QTimer m_pause;
    QTimer m_errorPause;
    QTimer m_progressPause;
    DeliveryQuery m_query;
    QString m_appliedText;
    bool m_isComposing = false; ///< with an input method, whose text a mark would take away
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::DeliveryQuery)
