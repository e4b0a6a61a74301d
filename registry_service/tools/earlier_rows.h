// SPDX-License-Identifier: Apache-2.0
// A dry run stores nothing, so that a stream knows nothing of the streams before it; yet rows about one person must be
// judged as the real run will judge them: each stream is sent the earlier ones again. Memory: the rows of the roster.
// Not shared between threads.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "jiedui/registry/v1/person_service.pb.h"

namespace jiedui::registry {

class EarlierRows {
 public:
  void BeginStream() { sent_.clear(); }

  // What the stream must be sent before `row`, which is the roster's `number`-th: rows with its identity number that
  // stand before it and that this stream has not had, in order. Rows of a stream come in order, each once.
  std::vector<v1::ImportPersonsRequest> Before(const v1::ImportPersonsRequest& row, int64_t number);

 private:
  struct Row {
    int64_t number = 0;
    v1::ImportPersonsRequest request;
  };

  std::map<std::string, std::vector<Row>> rows_;  // by identity number
  std::map<std::string, int64_t> sent_;           // up to which of them this stream was sent
};

}  // namespace jiedui::registry
