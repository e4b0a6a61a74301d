// SPDX-License-Identifier: Apache-2.0
// The file that refused rows are written to. Not shared between threads.
#pragma once

#include <cstdio>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace jiedui::registry {

class ErrorOutput {
 public:
  // A new file is its owner's alone, since it has identity numbers; one that is there keeps its permissions and loses
  // what is in it. `roster` must not be overwritten.
  absl::Status Open(const std::string& path, const std::string& roster);
  absl::Status Write(absl::string_view text);
  absl::Status Close();

 private:
  absl::Status CannotWrite() const;

  std::string path_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_{nullptr, &std::fclose};
};

}  // namespace jiedui::registry
