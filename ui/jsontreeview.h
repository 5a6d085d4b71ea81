// SPDX-License-Identifier: MIT
#pragma once

#include <QTreeView>

#include <functional>

namespace kaunt {

class JsonTreeModel;

/// A JSON text as a tree whose values and paths can be copied. Ctrl+C copies the current value. GUI thread; the model
/// outlives it.
class JsonTreeView final : public QTreeView {
    Q_OBJECT

public:
    explicit JsonTreeView(JsonTreeModel& model, QWidget* parent = nullptr);

    /// Columns as wide as the rows in sight need, and the outer levels open where they are short.
    void settle();
    void selectByte(qsizetype offset);
    /// The very value that takes these bytes, where there is one.
    void selectValue(qsizetype offset, qsizetype length);

    void copyValue() const;
    void copyPath() const;
    void showWholeValue();
    /// Lets the user ask for a column with the current value's field: only where there is a list to have it, and of
    /// JSON.
    void offerColumns();

Q_SIGNALS:
    void columnWanted(const QString& path);
    /// The user went to a value.
    void bytesChosen(qsizetype offset, qsizetype length);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void select(const QModelIndex& index);
    QAction* addMenuAction(const QString& objectName, const QString& text, const std::function<void()>& run);

    JsonTreeModel& m_model;
    QAction* m_columnAction = nullptr;
    bool m_isFollowing = false; ///< the current row changes by our doing
};

} // namespace kaunt
