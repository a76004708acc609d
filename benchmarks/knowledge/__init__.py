"""How well questions are answered from a company's texts."""
