// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/jsonvalue.h"

#include <QByteArray>
#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace kaunt {

class CopyableTable;
class FindBar;
class HexModel;
class JsonTreeModel;
class JsonTreeView;
class RawTextView;

/// A body that should be JSON: as a tree and as raw text, side by side or in turn and kept in step, and byte by byte on
/// demand. What is no JSON is shown as text, with the place of the error in words. GUI thread.
class JsonBodyView final : public QWidget {
    Q_OBJECT

public:
    enum class Mode { TreeAndText, Tree, Text, Bytes };

    /// `name` is what the body is called, for assistive technology.
    explicit JsonBodyView(const QString& name, QWidget* parent = nullptr);

    /// `wholeBytes` is larger than the body where only its beginning was kept.
    void setBody(const QByteArray& body, qint64 wholeBytes);
    void setBody(const QByteArray& body) { setBody(body, body.size()); }
    void setMode(Mode mode);
    [[nodiscard]] const JsonValue* json() const; ///< until the next body; nullptr where it is no JSON

    void copyAll() const;

private:
    void buildViews(const QString& name);
    [[nodiscard]] QWidget* buildBar();
    void addShortcuts();
    void connectViews();
    void showMode();
    void showText();
    void showNotice(const Result<JsonValue, JsonError>& json, qint64 wholeBytes);
    void addCopyActions(QPushButton* button);

    QByteArray m_body;
    bool m_isJson = false;
    bool m_isTextWhole = true; ///< else its beginning
    JsonTreeModel* m_treeModel;
    HexModel* m_hexModel;
    JsonTreeView* m_tree;
    RawTextView* m_text;
    CopyableTable* m_bytes;
    FindBar* m_find;
    QComboBox* m_mode;
    QLabel* m_notice;
    QPushButton* m_showAll;
    QSplitter* m_splitter;
    QStackedWidget* m_stack;
};

} // namespace kaunt
