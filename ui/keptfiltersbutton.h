// SPDX-License-Identifier: MIT
#pragma once

#include "ui/keptfilters.h"

#include <QToolButton>

#include <functional>

class QMenu;

namespace kaunt {

/// The button beside the filter field with a menu of the saved and the recent filters, made when it is opened. What
/// `read` tells is asked for before they are shown or changed: another window may have changed what both of them keep.
/// GUI thread.
class KeptFiltersButton final : public QToolButton {
    Q_OBJECT

public:
    explicit KeptFiltersButton(QWidget* parent = nullptr);

    /// Until then they are kept for as long as this lives.
    void setSource(std::function<KeptFilters()> read);
    [[nodiscard]] const KeptFilters& kept() const { return m_kept; }
    /// What can be saved: the expression that the list shows; empty where there is none.
    void setExpression(const QString& expression) { m_expression = expression; }
    void addRecent(const QString& expression);

Q_SIGNALS:
    void expressionChosen(const QString& expression);
    void keptChanged(const kaunt::KeptFilters& kept); ///< to be kept, by what `read` reads

private:
    void fillMenu();
    void addFilter(QMenu& menu, const QString& text, const QString& expression);
    void addForgetMenu();
    void askName();
    void save(const QString& name, const QString& expression);

    void readAgain();

    std::function<KeptFilters()> m_read;
    KeptFilters m_kept;
    QString m_expression;
    QMenu* m_menu;
};

} // namespace kaunt
