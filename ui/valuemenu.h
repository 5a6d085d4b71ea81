// SPDX-License-Identifier: MIT
#pragma once

#include <QMenu>

#include <functional>

class QAbstractItemView;
class QContextMenuEvent;

namespace kaunt {

/// The context menu of a widget that shows values: filter for the value at hand or exclude it, then the widget's own
/// actions. Opens by right click, and by the menu key beside the value. Where nobody listens to `termChosen`, as in a
/// dialog without a list, the widget's actions stand alone. A child of its widget, whose context menu policy is Qt's
/// default. GUI thread.
class ValueMenu final : public QMenu {
    Q_OBJECT

public:
    /// Of a view whose model has filterTermRole.
    explicit ValueMenu(QAbstractItemView* view);
    /// `term` is asked when the menu opens.
    ValueMenu(QWidget* widget, std::function<QString()> term);

Q_SIGNALS:
    /// A term to narrow the filter by.
    void termChosen(const QString& term);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill(const QString& term);
    void addTerm(const QString& objectName, const QString& text, const QString& term);
    [[nodiscard]] bool isAtValue(const QContextMenuEvent& event) const;
    [[nodiscard]] QPoint placeFor(const QContextMenuEvent& event) const;

    QWidget* m_widget;
    QAbstractItemView* m_view = nullptr; ///< the widget, where it is one
    std::function<QString()> m_term;
};

} // namespace kaunt
