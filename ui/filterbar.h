// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logqueries.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QActionGroup;
class QHBoxLayout;
class QLabel;
class QLineEdit;

namespace kaunt {

/// The filter field with completion and the four quick filters. A wrong expression is marked at its place and explained
/// below; the list keeps the last right one meanwhile. What is typed takes effect after a short pause or with Enter.
class FilterBar final : public QWidget {
    Q_OBJECT

public:
    explicit FilterBar(QWidget* parent = nullptr);

    [[nodiscard]] DeliveryQuery query() const { return m_query; } ///< repeats are not its business
    void setExpression(const QString& expression);                ///< takes effect at once
    [[nodiscard]] bool isFiltering() const;
    /// All, Needs attention, Verified, Refused: checkable, one of them checked.
    [[nodiscard]] QList<QAction*> quickFilterActions() const;

public Q_SLOTS:
    void focusFilter();
    void clearFilter();
    /// How much of the log has been searched; nothing is said from 100 on.
    void showProgress(int percent);

Q_SIGNALS:
    void queryChanged(const kaunt::DeliveryQuery& query);

private:
    void addField(QHBoxLayout* row);
    void addQuickFilters(QHBoxLayout* row);
    void apply();
    void markError(const FilterError& error);
    void clearError();

    QLineEdit* m_field;
    QLabel* m_errorText;
    QLabel* m_progress;
    QActionGroup* m_quickFilters;
    QTimer m_pause;
    DeliveryQuery m_query;
    QString m_appliedText;
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::DeliveryQuery)
