// SPDX-License-Identifier: Apache-2.0
// A directory of a test's own, so that tests run side by side and leave nothing behind.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace jiedui {

// Created empty under $TMPDIR (or /tmp), removed with all that is in it.
class TempDir {
 public:
  TempDir();
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  const std::string& path() const { return path_; }
  // path() + "/" + name.
  std::string File(absl::string_view name) const;

 private:
  std::string path_;
};

// The bytes of a file; empty if there is none.
std::string ReadFile(const std::string& path);
// Writes a file, replacing what was there; fails the test if it cannot.
void WriteFile(const std::string& path, absl::string_view bytes);
// Copies a directory with all that is in it; `to` must not exist.
void CopyDirectory(const std::string& from, const std::string& to);

}  // namespace jiedui
