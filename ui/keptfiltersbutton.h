// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "ui/keptfilters.h"

#include <QToolButton>

#include <functional>

class QMenu;

namespace kaunt {

/// The button beside the filter field with a menu of the saved and the recent filters, made when it is opened. They are
/// read before they are shown or changed: another window may have changed what both of them keep. What can't be
/// written is kept for as long as this lives, and said of all but the recent ones. GUI thread.
class KeptFiltersButton final : public QToolButton {
    Q_OBJECT

public:
    explicit KeptFiltersButton(QWidget* parent = nullptr);

    /// Else the name of what can't be written.
    using Write = std::function<Result<void, QString>(const KeptFilters&)>;

    /// Until then they are kept for as long as this lives.
    void setSource(std::function<KeptFilters()> read, Write write);
    [[nodiscard]] const KeptFilters& kept() const { return m_kept; }
    /// What can be saved: the expression that the list shows; empty where there is none.
    void setExpression(const QString& expression) { m_expression = expression; }
    void addRecent(const QString& expression);

Q_SIGNALS:
    void expressionChosen(const QString& expression);

private:
    void fillMenu();
    void addFilter(QMenu& menu, const QString& text, const QString& expression);
    void addForgetMenu();
    void askName(const QString& expression, const QString& name = {});
    void takeName(const QString& name, const QString& expression);
    void askToReplace(const NamedFilter& saved, const QString& expression);
    void save(const QString& name, const QString& expression);
    void readAgain();
    [[nodiscard]] Result<void, QString> keep();
    void keepOrTell();

    std::function<KeptFilters()> m_read;
    Write m_write;
    bool m_isUnwritten = false; ///< what is here is more than can be read
    KeptFilters m_kept;
    QString m_expression;
    QMenu* m_menu;
};

} // namespace kaunt
