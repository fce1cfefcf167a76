"""The network: a small BERT encoder with three extra embeddings and three heads."""

from pathlib import Path

from torch import Tensor, nn
from transformers import BertModel

from copydesk.tagger.encoding import QUOTES, SHAPES, SPACES
from copydesk.tagger.labels import ATTRIBUTION_LABELS, ENTITY_LABELS, POINTER_SIZE, POINTERS


class TaggerNetwork(nn.Module):
    """Word pieces and word features in; label scores and pointer vectors of every piece out."""

    def __init__(self, encoder: Path | str, dropout: float = 0.1) -> None:
        super().__init__()
        # Encoder dropout 0: the extra noise cost more in the few epochs of the recipe than it saved.
        self.bert = BertModel.from_pretrained(
            encoder, add_pooling_layer=False, attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.0
        )
        width = self.bert.config.hidden_size
        self.features = nn.ModuleList(nn.Embedding(classes, width) for classes in (SHAPES, SPACES, QUOTES))
        for embedding in self.features:
            nn.init.normal_(embedding.weight, std=0.02)
        self.dropout = nn.Dropout(dropout)
        self.attribution = nn.Linear(width, len(ATTRIBUTION_LABELS))
        self.entity = nn.Linear(width, len(ENTITY_LABELS))
        self.pointer = nn.Linear(width, 2 * len(POINTERS) * POINTER_SIZE)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Score a batch.

        Args:
            ids: (B, L) piece ids, special pieces included.
            features: (B, L, 3) shape, space and quote classes.
            mask: (B, L) 1 for pieces, 0 for padding.

        Returns:
            Attribution scores (B, L, 13), entity scores (B, L, 9), pointer vectors (B, L, 256).

        """
        embedded = self.bert.embeddings.word_embeddings(ids)
        for column, embedding in enumerate(self.features):
            embedded = embedded + embedding(features[..., column])
        hidden = self.dropout(self.bert(inputs_embeds=embedded, attention_mask=mask).last_hidden_state)
        return self.attribution(hidden), self.entity(hidden), self.pointer(hidden)
